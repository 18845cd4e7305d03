"""The feminine and plural forms of the adjective of a country or region, in French."""

from newsroom.register.text import sort_key

# Ending of the masculine singular, and the endings of all its forms.
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ien", ("ien", "ienne", "iens", "iennes")),
    ("éen", ("éen", "éenne", "éens", "éennes")),
    ("yen", ("yen", "yenne", "yens", "yennes")),
    ("grec", ("grec", "grecque", "grecs", "grecques")),
    ("turc", ("turc", "turque", "turcs", "turques")),
    ("ais", ("ais", "aise", "aises")),
    ("ois", ("ois", "oise", "oises")),
    ("ain", ("ain", "aine", "ains", "aines")),
    ("and", ("and", "ande", "ands", "andes")),
    ("ol", ("ol", "ole", "ols", "oles")),
    ("in", ("in", "ine", "ins", "ines")),
    ("an", ("an", "ane", "ans", "anes")),
    ("on", ("on", "onne", "ons", "onnes")),
    ("è", ("è", "ès")),
)


def adjective_forms(adjective: str, language: str = "fr") -> set[str]:
    """All forms of an adjective given in the masculine singular; itself if it is in another form.

    "malien" → malien, malienne, maliens, maliennes. "burkinabè" does not change but for an s.
    """
    if language != "fr":
        return {adjective, f"{adjective}s"} if adjective.endswith("n") else {adjective}
    for ending, forms in _ENDINGS:
        if adjective.endswith(ending):
            stem = adjective[: -len(ending)]
            return {stem + form for form in forms} | {adjective}
    if adjective.endswith(("e", "i", "a", "o", "u", "é", "t", "d", "l", "r", "c", "k")):
        plain = {adjective, f"{adjective}s"}
        return (
            plain
            if adjective.endswith(("e", "i", "a", "o", "é"))
            else plain | {f"{adjective}e", f"{adjective}es"}
        )
    return {adjective}


# English adjectives that follow from the country's English name.
_ENGLISH = (("ia", "ian"), ("a", "an"), ("i", "ian"), ("us", "an"))
# Those that do not, by the English name; some states have none that is theirs alone.
_IRREGULAR = dict(
    pair.split(": ")
    for pair in """
    Afghanistan: Afghan; Argentina: Argentine; Azerbaijan: Azerbaijani; Bangladesh: Bangladeshi;
    Belgium: Belgian; Benin: Beninese; Botswana: ; Brazil: Brazilian; Burkina Faso: Burkinabe;
    Cameroon: Cameroonian; Canada: Canadian; Cape Verde: Cape Verdean; Chad: Chadian;
    Chile: Chilean; China: Chinese; Cyprus: Cypriot; Czechia: Czech; Denmark: Danish;
    Ecuador: Ecuadorian; Egypt: Egyptian; Finland: Finnish; France: French; Gabon: Gabonese;
    Germany: German; Ghana: Ghanaian; Greece: Greek; Hungary: Hungarian; Iceland: Icelandic;
    Iran: Iranian; Iraq: Iraqi; Ireland: Irish; Israel: Israeli; Italy: Italian;
    Ivory Coast: Ivorian; Côte d’Ivoire: Ivorian; Japan: Japanese; Jordan: Jordanian;
    Kazakhstan: Kazakh;
    Kosovo: Kosovar; Kuwait: Kuwaiti; Lebanon: Lebanese; Luxembourg: Luxembourgish;
    Madagascar: Malagasy; Malta: Maltese; Mexico: Mexican; Monaco: Monegasque; Morocco: Moroccan;
    Myanmar: ; Nepal: Nepalese; Netherlands: Dutch; Niger: Nigerien; Norway: Norwegian;
    Oman: Omani; Pakistan: Pakistani; Peru: Peruvian; Philippines: Philippine; Poland: Polish;
    Portugal: Portuguese; Qatar: Qatari; Rwanda: Rwandan; Saudi Arabia: Saudi;
    Senegal: Senegalese; Slovakia: Slovak; Somalia: Somali; South Africa: South African;
    South Korea: South Korean; North Korea: North Korean; South Sudan: South Sudanese;
    Spain: Spanish; Sudan: Sudanese; Sweden: Swedish; Switzerland: Swiss; Tajikistan: Tajik;
    Thailand: Thai; Togo: Togolese; Türkiye: Turkish; Turkey: Turkish; Ukraine: Ukrainian;
    United Kingdom: British; United States: American; Uruguay: Uruguayan; Uzbekistan: Uzbek;
    Vietnam: Vietnamese; Yemen: Yemeni; Zimbabwe: Zimbabwean
    """.replace("\n    ", " ")
    .strip()
    .split("; ")
)


def english_adjective(name: str) -> str:
    """The adjective of a country with this English name, or nothing: Mali → Malian."""
    if name in _IRREGULAR:
        return _IRREGULAR[name]
    if " " in name or len(name) < 4:
        return ""
    for ending, adjective in _ENGLISH:
        if name.endswith(ending):
            return name[: -len(ending)] + adjective
    return ""


# Regions of several countries that have an adjective, by their folded French name.
_REGIONS = {
    "sahel": "sahélien",
    "maghreb": "maghrébin",
    "sahara": "saharien",
    "caucase": "caucasien",
    "balkans": "balkanique",
}


def region_adjectives(name: str) -> set[str]:
    """All forms of the adjective of a region: Sahel → sahélien, sahélienne …"""
    adjective = _REGIONS.get(sort_key(name), "")
    return adjective_forms(adjective) if adjective else set()
