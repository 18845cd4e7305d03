"""Texts pasted from a word processor or a web page into the story's form."""

import pytest

from articles.models import Article
from articles.texts import pasted, sanitise

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal {mso-style-parent:""; font-size:11.0pt}</style></head><body>
<!--StartFragment-->
<p class=MsoNormal style='mso-margin-top-alt:auto'
><strong>Entretiens</strong> à Bamako<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>premier
point<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp;&nbsp; </span></span><![endif]>second <em>point</em></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal><img width=10 src="file:///C:/Users/x/image001.png"><a
href="javascript:alert(1)">Fin</a>.</p>
<!--EndFragment--></body></html>"""


def test_word_leaves_its_words_and_its_lists_and_nothing_else():
    assert pasted(WORD).replace("\n", " ").strip() == (
        "<p><strong>Entretiens</strong> à Bamako</p> "
        "<ul><li><p>premier point</p></li><li><p>second <em>point</em></p></li></ul>"
        '<p><a rel="noopener">Fin</a>.</p>'
    )


def test_what_was_cleaned_once_stays_as_it_is():
    assert pasted(pasted(WORD)) == pasted(WORD)


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p>•&nbsp;un</p><p>• deux</p>", "<ul><li><p>un</p></li><li><p>deux</p></li></ul>"),
        ("<p>1.&nbsp;&nbsp;&nbsp; un</p>", "<ol><li><p>un</p></li></ol>"),
        ("<p>– Non, dit-il.</p>", "<p>– Non, dit-il.</p>"),
        ("<p>3. mai</p>", "<p>3. mai</p>"),
        ("<p>o et</p>", "<p>o et</p>"),
        ("<p>·sans espace</p>", "<p>·sans espace</p>"),
        ("<p>un</p><p><br></p><p> </p><p>deux</p>", "<p>un</p><p>deux</p>"),
        ('<p style="color:red" onclick="x()">mot</p><script>x()</script>', "<p>mot</p>"),
    ],
)
def test_only_what_is_a_list_becomes_one(html, clean):
    assert pasted(html) == clean


def test_the_form_cleans_what_was_pasted_and_imports_keep_their_paragraphs():
    field = Article._meta.get_field("body").formfield()

    assert field.clean("<p>• un</p>") == "<ul><li><p>un</p></li></ul>"
    assert sanitise("<p>• un</p>") == "<p>• un</p>"
