"""What the scripts that keep a story's text say."""

from django.utils.translation import gettext_lazy

WORDS = {
    "kept": gettext_lazy("Kept at %(time)s"),
    "local": gettext_lazy("Kept in this browser at %(time)s"),
    "offline": gettext_lazy(
        "The server does not answer. What you type is kept in this browser; it is not lost."
    ),
    "logged_out": gettext_lazy(
        "You are logged out. What you type is kept in this browser: log in in a new tab, then go "
        "on here."
    ),
    "other_user": gettext_lazy(
        "Somebody else has logged in in this browser. What you typed is kept in it for you."
    ),
    "log_in": gettext_lazy("Log in in a new tab"),
    "back": gettext_lazy("You are logged in again; go on."),
    "refused": gettext_lazy(
        "What you type could not be kept on the server; it is in this browser."
    ),
    "gone": gettext_lazy(
        "The story is not there any more. What you typed is kept in this browser."
    ),
    "not_sent": gettext_lazy("Not sent: the server does not answer. Your text is still here."),
    "unsaved": gettext_lazy("There is unsaved text of yours from %(time)s."),
    "in_tab": gettext_lazy("You have this story open in another tab, with unsaved text."),
    "take_up": gettext_lazy("Take it up"),
    "compare": gettext_lazy("Compare"),
    "discard": gettext_lazy("Throw it away"),
    "open_by": gettext_lazy("Also open: %(names)s"),
    "since": gettext_lazy("%(name)s since %(time)s"),
    "you": gettext_lazy("you, in another tab"),
    "locked": gettext_lazy("%(name)s has been writing in this story since %(time)s."),
    "own_lock": gettext_lazy("You are writing in this story in another tab, since %(time)s."),
    "take_over": gettext_lazy("Take over"),
    "taken": gettext_lazy("You write now. What %(name)s had typed is in the history of the story."),
    "taken_over": gettext_lazy(
        "Taken over by %(name)s at %(time)s. Your text is kept in the history of the story."
    ),
    "history": gettext_lazy("History"),
    "moved_on": gettext_lazy(
        "The story has been changed since you opened it. If you save, you will see both texts."
    ),
    "reload": gettext_lazy("Show the story as it is now"),
}
