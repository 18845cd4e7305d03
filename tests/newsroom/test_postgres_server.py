"""The embedded server, really started: cold, warm, killed, shared, moved, copied."""

import os
import shutil
import signal

from tests.newsroom.launcher import Checkout, lay_out


def test_first_start_makes_a_database_whose_owner_is_no_superuser(checkout):
    answer = checkout.sql(
        "select current_database() || current_user || rolsuper || rolcreaterole || rolcreatedb"
        " from pg_roles where rolname = current_user"
    )

    assert answer == "newsroomnewsroomfalsetruetrue"
    assert checkout.servers() == []


def test_server_is_utf8_and_safe_against_a_crash(checkout):
    assert checkout.sql(
        "show server_encoding", "show fsync", "show synchronous_commit", "select lower('É')"
    ).split() == ["UTF8", "on", "on", "é"]


def test_data_outlast_the_server(checkout):
    checkout.sql("create table kept (n int)", "insert into kept values (1)")

    assert checkout.sql("select n from kept") == "1"


def test_a_locale_that_the_machine_lacks_does_no_harm(checkout):
    done = checkout.call("run", "--", "true", LANG="xx_XX.UTF-8", LC_ALL="xx_XX.UTF-8")

    assert done.returncode == 0, done.stderr


def test_killed_server_loses_no_committed_row_and_starts_again(checkout):
    url = checkout.call("start").stdout.strip()
    checkout.sql("create table kept (n int)", "insert into kept values (7)")
    assert url
    os.kill(checkout.postmaster, signal.SIGKILL)

    assert checkout.sql("select n from kept") == "7"


def test_server_killed_under_a_command_comes_back_and_stops_with_the_last_user(checkout):
    made = "create table kept (n int); insert into kept values (5)"
    script = (
        f'PATH="$PG:$PATH"; psql -Xqc "{made}" $DATABASE_URL; echo up; read line;'
        ' until psql -XAtc "select n from kept" $DATABASE_URL; do sleep 0.2; done'
    )
    user = checkout.popen("run", "--", "sh", "-c", script, PG=checkout.bin)
    user.stdout.readline()
    os.kill(checkout.postmaster, signal.SIGKILL)

    said, _ = user.communicate("go on\n", timeout=60)

    assert said == "5\n"
    assert checkout.servers() == []


def test_two_users_share_a_server_which_stops_after_the_last(checkout):
    hold = ("run", "--", "sh", "-c", "echo up; read line")
    first, second = checkout.popen(*hold), checkout.popen(*hold)
    assert [user.stdout.readline() for user in (first, second)] == ["up\n", "up\n"]
    assert checkout.call("status").stdout.startswith("up")

    first.communicate("bye\n", timeout=60)
    assert checkout.call("status").stdout.startswith("up")

    second.communicate("bye\n", timeout=60)
    assert checkout.call("status").stdout.startswith("down")


def test_ten_cold_starts_at_once_make_one_server(checkout):
    runs = [checkout.popen("run", "--", "true") for _ in range(10)]

    assert [run.wait(timeout=120) for run in runs] == [0] * 10
    assert checkout.servers() == []


def test_started_server_stays_until_stop(checkout):
    checkout.call("start")
    checkout.call("run", "--", "true")
    assert checkout.call("status").stdout.startswith("up")

    checkout.call("stop")

    assert checkout.servers() == []


def test_moved_checkout_keeps_its_data(checkout):
    checkout.sql("create table kept (n int)", "insert into kept values (3)")
    moved = checkout.root.with_name("moved")
    checkout.root.rename(moved)
    checkout.root = moved

    assert checkout.sql("select n from kept") == "3"


def test_copied_checkout_has_a_server_of_its_own(checkout):
    here = checkout.call("start").stdout
    copy = Checkout(checkout.root.with_name("copy"), checkout.python, checkout.account)
    lay_out(copy.root)
    (copy.root / ".postgres").mkdir()
    shutil.copy(checkout.root / ".postgres" / "key", copy.root / ".postgres")
    if checkout.account:
        for path in (copy.root, *copy.root.rglob("*")):
            os.chown(path, checkout.account.pw_uid, checkout.account.pw_gid)

    there = copy.call("url").stdout
    copy.call("remove")
    copy.end()

    assert here.strip()
    assert there.strip() != here.strip()
