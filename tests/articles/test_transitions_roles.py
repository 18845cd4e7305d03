"""Which role may make which transition, cell by cell, and where a section has its own editors."""

import pytest
from django.core.exceptions import PermissionDenied

from articles import services
from articles.choices import ArticleStatus as S
from articles.models import Article
from articles.rights import may_change
from articles.roles import Role
from newsroom.audit.models import AuditEntry
from tests.articles.test_transitions_services import ACTIONS, LEADS, fit_for, story
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

R = Role
DESK = {R.DESK_EDITOR, R.CHIEF_EDITOR}
MAY: dict[str, set[Role]] = {
    "submit": {R.REPORTER, R.ARCHIVIST, *DESK},
    "mark_ready": DESK,
    "approve": DESK,
    "reopen": {R.REPORTER, R.ARCHIVIST, *DESK},
    "schedule": DESK,
    "publish": DESK,
    "correct": DESK,
    "withdraw": DESK,
    "expire": set(),
    "lift_embargo": {R.CHIEF_EDITOR},
}


def test_the_matrix_has_every_transition():
    assert set(MAY) == set(services.TRANSITIONS)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", MAY)
def test_each_role_and_each_transition(action: str, role: Role):
    # Ready, if it can be: nobody's text, so that whoever may approve may approve this one.
    source = next(s for s in (S.READY, *S.values) if action in LEADS[s])
    article, user = fit_for(action, story(source)), UserFactory(role=role)

    if role in MAY[action]:
        ACTIONS[action](article, user)
        assert article.status == LEADS[source][action]
        assert AuditEntry.objects.filter(action=action, user_pk=user.pk).exists()
    else:
        with pytest.raises(PermissionDenied):
            ACTIONS[action](article, user)
        assert Article.objects.get(pk=article.pk).status == source
        assert AuditEntry.objects.filter(action=f"{action}_refused", user_pk=user.pk).exists()


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("status", S.values)
def test_who_may_change_a_story_depends_on_whether_it_is_out_or_due(status: str, role: Role):
    is_committed = status in {S.SCHEDULED, S.PUBLISHED, S.CORRECTED}
    may = {R.ARCHIVIST, *DESK} | (set() if is_committed else {R.REPORTER})

    assert may_change(UserFactory(role=role), story(status)) == (role in may)


def test_a_section_with_editors_of_its_own_is_theirs():
    own, other, chief = (
        UserFactory(desk_editor=True),
        UserFactory(desk_editor=True),
        UserFactory(chief_editor=True),
    )
    section = SectionFactory()
    section.editors.add(own)
    article = ArticleFactory(section=section)

    assert [may_change(user, article) for user in (own, other, chief)] == [True, False, True]
    assert services.allowed(article, by=other) == []
    with pytest.raises(PermissionDenied):
        services.publish(article, by=other)
    assert services.publish(article, by=own).status == S.PUBLISHED
