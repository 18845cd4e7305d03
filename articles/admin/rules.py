"""Rules of the stories' record in an editor's words."""

from django.utils.translation import gettext_lazy as _

from actors.admin.rules import END, ITSELF, RULES

RULES |= {
    "mention_of_an_actor_or_a_place": _("Choose an actor or a place: one of the two."),
    "statement_relayed_has_an_originator": _("A message carried for another has an originator."),
    "statement_does_not_continue_itself": ITSELF,
    "evidence_supports_at_most_one_fact": _("A sentence supports one fact; enter it once more."),
    "evidence_says_something": _("Give the sentence or a note."),
    "article_is_not_a_translation_of_itself": ITSELF,
    "article_is_not_an_update_of_itself": ITSELF,
    "subject_is_not_broader_than_itself": ITSELF,
    "subject_does_not_replace_itself": ITSELF,
    "subject_replaced_is_retired": _("What has been replaced is retired."),
    "article_once_per_source": _("There is a story with this number from this source already."),
    "article_published_has_a_text": _("A story that is out cannot be emptied; withdraw it."),
    "article_embargo_has_a_reason": _("Say who asked for the embargo, and why."),
    "article_expires_after_its_release": _("The story would expire before it is released."),
    "embargoaccess_once_per_partner": _("This partner is entitled already."),
    "contributor_until_after_from": END,
    "image_focal_point_is_inside": _("The focal point lies between 0 and 1 both ways."),
}
