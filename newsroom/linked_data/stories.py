"""A story as schema.org's NewsArticle."""

from typing import Any

from articles.choices import CoverageRole, MentionRole, SignatoryRole, StatementKind
from articles.datelines import of_document
from articles.texts import to_plain
from newsroom.linked_data.site import TYPES, Node, Site, exact, filled
from newsroom.register.models import Item

# Search engines show no more of a headline.
HEADLINE = 110
DESCRIPTION = 300


def story(item: Item, doc: dict[str, Any], site: Site) -> Node:
    """A story: who wrote it, when, about whom and what, what was wrong in it."""
    news = [one["meeting"] for one in doc["meetings"] if one["role"] == CoverageRole.NEWS]
    told = [one["meeting"] for one in doc["meetings"] if one["role"] != CoverageRole.NEWS]
    about = [one["actor"] for one in doc["mentions"] if one["role"] == MentionRole.ABOUT]
    others = [one["actor"] for one in doc["mentions"] if one["actor"] not in about]
    name = filled(headline=shorten(doc["headline"], HEADLINE), name=doc["headline"])
    return {
        **{"@type": TYPES["article"], "@id": site.permanent(item), "url": site.address(item)},
        **name,
        **filled(description=shorten(doc["lead"] or to_plain(doc["body"]), DESCRIPTION)),
        "mainEntityOfPage": site.address(item),
        "datePublished": doc["published_at"],
        "dateModified": doc["corrected_at"] or doc["published_at"],
        "inLanguage": doc["language"],
        "isAccessibleForFree": True,
        "author": authors(doc, site),
        "publisher": site.publisher(),
        **filled(
            articleSection=(doc["section"] or {}).get("name"),
            keywords=[subject["name"] for subject in doc["subjects"]],
            dateline=of_document(doc),
            contentLocation=site.place(doc["dateline"]),
            temporalCoverage=exact(doc["event_date"]),
            about=site.references([*about, *news]),
            mentions=site.references([*others, *told]),
            correction=[correction(one) for one in doc["corrections"]],
            image=[picture(image, site) for image in doc["images"]],
            translationOfWork=site.refer(doc["translation_of"]),
        ),
        **origin(doc, site),
    }


def quotation(item: Item, doc: dict[str, Any], site: Site) -> Node:
    """Something said: by whom, about whom, and the story that it stands in.

    Only what stands between quotation marks is quoted; the rest is told in our own words.
    """
    is_quoted = doc["statement_kind"] in (StatementKind.QUOTE, StatementKind.TERM)
    speaker = site.refer(doc["speaker"], "Person", "Organization")
    return {
        **site.identify(item, TYPES["statement"] if is_quoted else "CreativeWork"),
        **filled(
            text=doc["text"],
            inLanguage=doc["language"],
            dateCreated=exact(doc["said_on"]),
            about=site.references(doc["about"]),
            isPartOf=site.refer(doc["article"], TYPES["article"]),
            **{"spokenByCharacter" if is_quoted else "creator": speaker},
        ),
    }


def authors(doc: dict[str, Any], site: Site) -> list[Node]:
    """Who signs: agencies and initials, as they are printed; else the source; else the house."""
    signed = [
        {
            "@type": "Organization" if one["role"] == SignatoryRole.AGENCY else "Person",
            "name": one["initials"],
        }
        for one in doc["signatories"]
        # Of initials that nobody has placed it is not known what they are.
        if one["role"] != SignatoryRole.UNKNOWN
    ]
    if not signed and doc["source"]["name"]:
        signed = [{"@type": "Organization", "name": doc["source"]["name"]}]
    return signed or [site.publisher()]


def origin(doc: dict[str, Any], site: Site) -> Node:
    """What the story rests on where it is not the agency's own, and the story it carries on."""
    source = doc["source"]
    based = [site.refer(doc["update_of"])]
    if source["url"]:
        creator = {"@type": "Organization", "name": source["name"]} if source["name"] else None
        based.append({"@type": "CreativeWork", "url": source["url"], **filled(creator=creator)})
    return filled(
        isBasedOn=[node for node in based if node],
        citation="" if source["url"] else source["name"],
        **rights(source["licence"]),
    )


def rights(licence: str) -> Node:
    """A licence that is an address is one; other words are terms."""
    is_address = licence.startswith(("https://", "http://")) and " " not in licence
    return filled(license=licence) if is_address else filled(copyrightNotice=licence)


def correction(one: dict[str, Any]) -> Node:
    return {
        "@type": "CorrectionComment",
        "text": one["note"],
        "datePublished": one["made_at"],
    }


def picture(image: dict[str, Any], site: Site) -> Node:
    """A picture with its rights: who shows it must show its credit."""
    file = widest(image)
    return {
        "@type": "ImageObject",
        "contentUrl": site.absolute(file["url"]),
        "url": site.absolute(file["url"]),
        "creditText": image["credit"],
        **filled(caption=image["caption"], description=image["alt"]),
        **rights(image["licence"]),
    }


def widest(image: dict[str, Any], media_type: str = "image/jpeg") -> dict[str, Any]:
    """The largest uncut file of a picture, of this type if there is one."""
    whole = [one for one in image["renditions"] if one["shape"] == "whole"]
    liked = [one for one in whole if one["media_type"] == media_type] or whole
    return max(liked, key=lambda one: one["width"])


def shorten(text: str, most: int) -> str:
    """The text, cut between words where it is longer."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    beginning = text[: most - 1]
    return f"{beginning.rpartition(' ')[0] or beginning}…"
