"""The address of OAI-PMH, and the schema of our own format."""

from datetime import UTC, datetime
from email.utils import parseaddr
from io import BytesIO
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from newsroom.formats.identity import identifier
from newsroom.formats.oai import records
from newsroom.formats.oai.metadata import FORMATS, SCHEMA, XSI, Metadata, namespace
from newsroom.formats.oai.records import KIND, Harvest, Record
from newsroom.formats.oai.requests import OAIError, Question, asked, last_full_second, span
from newsroom.instants import rfc3339_seconds
from newsroom.register.access import admit
from newsroom.register.api.base import MAX_AGE
from newsroom.register.api.formats import Asked, shown
from newsroom.register.api.giving import HARVEST, give_rows
from newsroom.register.api.metering import metered
from newsroom.register.pages import called, document
from newsroom.register.problems import Problem, respond
from newsroom.register.xml import XMLWriter

OAI = "http://www.openarchives.org/OAI/2.0/"
LOCATION = f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
TYPE = "text/xml; charset=utf-8"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """Answer a harvester, who may have a key."""
    try:
        admit(request)
    except Problem as error:
        return metered(request, respond(request, error))
    return metered(request, answered(request))


def answered(request: HttpRequest) -> HttpResponse:
    """The answer; an error of the protocol is an answer like others."""
    written = BytesIO()
    handler = XMLWriter(written, "utf-8", short_empty_elements=True)
    handler.startDocument()
    handler.startElement(
        "OAI-PMH", {"xmlns": OAI, "xmlns:xsi": XSI, "xsi:schemaLocation": LOCATION}
    )
    now = datetime.now(UTC)
    handler.addQuickElement("responseDate", rfc3339_seconds(now))
    base = request.build_absolute_uri(request.path)
    try:
        question = asked(request.POST if request.method == "POST" else request.GET)
    except OAIError as error:
        handler.addQuickElement("request", base)
        fault(handler, error)
    else:
        told = {"verb": question.verb} | question.arguments
        try:
            answer = Answer(Asked(request), now).to(question)
        except OAIError as error:
            # Arguments that are refused as such are not repeated.
            is_bad = error.code == "badArgument"
            handler.addQuickElement("request", base, {} if is_bad else told)
            fault(handler, error)
        else:
            handler.addQuickElement("request", base, told)
            handler.startElement(question.verb, {})
            answer(handler)
            handler.endElement(question.verb)
    handler.endElement("OAI-PMH")
    response = HttpResponse(written.getvalue(), content_type=TYPE)
    patch_cache_control(response, private=True, no_store=True)
    patch_vary_headers(response, ["Authorization"])
    return response


@require_safe
def oai_schema(request: HttpRequest) -> HttpResponse:
    """The XML schema of the records in our own format."""
    text = SCHEMA.format(namespace=namespace(Asked(request)))
    response = HttpResponse(text, content_type="application/xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response


def fault(handler: Any, error: OAIError) -> None:
    handler.addQuickElement("error", error.words, {"code": error.code})


class Answer:
    """Finds what a question asks for, and gives what writes it: nothing is written of a refusal."""

    def __init__(self, asked_: Asked, now: datetime) -> None:
        self.asked = asked_
        self.access = asked_.access
        self.now = now

    def to(self, question: Question) -> Any:
        """What writes the answer; raises OAIError."""
        arguments = question.arguments
        match question.verb:
            case "Identify":
                return self.identify()
            case "ListMetadataFormats":
                return self.formats(arguments.get("identifier"))
            case "ListSets":
                return self.sets(question.token)
            case "GetRecord":
                return self.record(arguments["identifier"], self.metadata(arguments))
        return self.listed(question)

    def identify(self) -> Any:
        first = records.earliest(self.access.labels) or datetime(1970, 1, 1, tzinfo=UTC)
        told = {
            "repositoryName": gettext("The archive"),
            "baseURL": self.asked.request.build_absolute_uri(reverse("oai")),
            "protocolVersion": "2.0",
            "adminEmail": parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
            "earliestDatestamp": rfc3339_seconds(first),
            "deletedRecord": "persistent",
            "granularity": "YYYY-MM-DDThh:mm:ssZ",
        }
        return lambda handler: [handler.addQuickElement(*pair) for pair in told.items()]

    def formats(self, wanted: str | None) -> Any:
        if wanted is not None and self.one(wanted).is_deleted:
            raise OAIError("noMetadataFormats", "The record was deleted.")

        def write(handler: Any) -> None:
            for one in self.offered.values():
                handler.startElement("metadataFormat", {})
                handler.addQuickElement("metadataPrefix", one.prefix)
                handler.addQuickElement("schema", one.schema(self.asked))
                handler.addQuickElement("metadataNamespace", one.namespace(self.asked))
                handler.endElement("metadataFormat")

        return write

    def sets(self, token: str) -> Any:
        if token:
            raise OAIError("badResumptionToken", "All sets are in one answer.")
        found = records.sets(self.access)
        if not found:
            raise OAIError("noSetHierarchy", "There is no set.")

        def write(handler: Any) -> None:
            for name, item in found:
                section = document(shown(item, self.access)).get("section")
                is_section = name.startswith("section-")
                handler.startElement("set", {})
                handler.addQuickElement("setSpec", name)
                words = called(section) if is_section and section else item.language
                handler.addQuickElement("setName", words or name)
                handler.endElement("set")

        return write

    def record(self, wanted: str, metadata: Metadata) -> Any:
        return self.written([self.one(wanted)], metadata)

    def listed(self, question: Question) -> Any:
        """A page of records or of their heads; the last one of several ends with an empty token."""
        arguments = question.arguments
        if question.token:
            harvest = Harvest.resumed(question.token, self.access)
        else:
            times = (arguments.get("from", ""), arguments.get("until", ""))
            prefix = arguments["metadataPrefix"]
            harvest = Harvest(prefix, arguments.get("set", ""), *times)
        time = span({"from": harvest.since, "until": harvest.until})
        metadata = self.metadata({"metadataPrefix": harvest.prefix})
        now = last_full_second(self.now)
        found, following = records.page(harvest, time, now, self.access)
        if not found and not question.token:
            raise OAIError("noRecordsMatch", "Nothing is of this time and this set.")
        write = self.written(found, metadata if question.verb == "ListRecords" else None)
        next_one = Harvest(
            harvest.prefix, harvest.wanted_set, harvest.since, harvest.until, following or 0
        )

        def write_all(handler: Any) -> None:
            write(handler)
            if following or question.token:
                text = next_one.token(self.access) if following else ""
                handler.addQuickElement("resumptionToken", text)

        return write_all

    def written(self, found: list[Record], metadata: Metadata | None) -> Any:
        """What writes these records, or their heads alone; one query for what they name."""
        live = [one.item for one in found if not one.is_deleted] if metadata else []
        if metadata:
            give_rows(self.asked.request, [one.item for one in found], surface=HARVEST)
        things = self.asked.named([shown(item, self.access) for item in live])

        def write(handler: Any) -> None:
            for one in found:
                if metadata is None:
                    self.head(handler, one)
                    continue
                handler.startElement("record", {})
                self.head(handler, one)
                if not one.is_deleted:
                    handler.startElement("metadata", {})
                    metadata.write(handler, one.item, things, self.asked)
                    handler.endElement("metadata")
                handler.endElement("record")

        return write

    def head(self, handler: Any, one: Record) -> None:
        """Identifier, time, sets; of a deleted record only that it is one."""
        handler.startElement("header", {"status": "deleted"} if one.is_deleted else {})
        handler.addQuickElement("identifier", identifier(self.asked, KIND, one.item.uid))
        handler.addQuickElement("datestamp", rfc3339_seconds(one.item.sequenced_at))
        for name in one.sets:
            handler.addQuickElement("setSpec", name)
        handler.endElement("header")

    def one(self, wanted: str) -> Record:
        base = self.asked.absolute(reverse("identity", args=[KIND, _ANY]).removesuffix(_ANY))
        return records.one(wanted, base, self.access)

    def metadata(self, arguments: dict[str, str]) -> Metadata:
        """The format asked for; raises cannotDisseminateFormat."""
        found = self.offered.get(arguments["metadataPrefix"])
        if found is None:
            raise OAIError("cannotDisseminateFormat", f"There is: {', '.join(self.offered)}.")
        return found

    @property
    def offered(self) -> dict[str, Metadata]:
        """The formats that can be written of what this access may see."""
        hidden = self.access.hidden
        return {name: one for name, one in FORMATS.items() if not one.needs & hidden}


_ANY = "00000000-0000-4000-8000-000000000000"
