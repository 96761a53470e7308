namespace Mhg.Html.Tests;

/// <summary>Fragments as the office programs put them on the clipboard, shortened.</summary>
public sealed class OfficePasteTests
{
    private static readonly HtmlSanitizer Sanitizer = new();

    [Fact]
    public void Word_keeps_its_headings_lists_tables_and_links() => Sanitizer.Sanitize("""
        <html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
        <head><meta name=Generator content="Microsoft Word 15"><link rel=File-List href="file:///C:/Users/a/filelist.xml">
        <!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
        <style><!-- p.MsoNormal {margin:0cm; mso-style-unhide:no;} @page WordSection1 {size:595.3pt 841.9pt;} --></style></head>
        <body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
        <p class=MsoTitle>Health on the move<o:p></o:p></p>
        <h2><a name="_Toc100"></a><span lang=EN-US style='mso-ansi-language:EN-US'>Background<o:p></o:p></span></h2>
        <p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Bold</b>, <i>italic</i> and <a href="https://who.int/a"><span style='color:#0563C1'>a link</span></a>, <a href="#_Toc100">up</a>.<o:p></o:p></p>
        <p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>First<o:p></o:p></p>
        <p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span>&nbsp; </span></span></span><![endif]>Under <b>it</b></p>
        <p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Second</p>
        <p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>3.<span>&nbsp; </span></span><![endif]>Third point</p>
        <table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse'>
        <tr style='mso-yfti-irow:0'><td width=301 valign=top style='width:225.4pt'><p class=MsoNormal>Country<o:p></o:p></p></td><td colspan=2><p class=MsoNormal>People</p></td></tr>
        </table>
        <!--[if gte vml 1]><v:shape id="x"><v:imagedata src="file:///C:/a.png"/></v:shape><![endif]--><![if !vml]><img width=10 height=10 src="file:///C:/a.png" alt="A map"><![endif]>
        <!--EndFragment--></body></html>
        """).ReplaceLineEndings("").ShouldBe(
            "<h1>Health on the move</h1>"
            + "<h2><a id=\"user-content-_Toc100\"></a><span lang=\"EN-US\">Background</span></h2>"
            + "<p><b>Bold</b>, <i>italic</i> and <a href=\"https://who.int/a\" rel=\"noopener noreferrer\">a link</a>, <a href=\"#user-content-_Toc100\">up</a>.</p>"
            + "<ul><li>First<ul><li>Under <b>it</b></li></ul></li><li>Second</li></ul>"
            + "<ol start=\"3\"><li>Third point</li></ol>"
            + "<table><tbody><tr><td><p>Country</p></td><td colspan=\"2\"><p>People</p></td></tr></tbody></table>"
            + "A map");

    [Fact]
    public void Google_Docs_keeps_what_its_spans_mean() => Sanitizer.Sanitize("""
        <meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1a2b"><h1 dir="ltr" style="line-height:1.38;"><span style="font-size:20pt;font-weight:400;">Title</span></h1><p dir="ltr"><span style="font-weight:700;font-style:normal;">Bold</span><span style="font-weight:400;font-style:italic;">italic</span><span style="font-weight:700;font-style:italic;">both</span><span style="vertical-align:super;">2</span><span style="text-decoration:line-through;">gone</span> <a href="https://who.int/" style="text-decoration:none;"><span style="color:#1155cc;text-decoration:underline;">link</span></a></p><ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;" aria-level="1"><p dir="ltr" role="presentation"><span>One</span></p></li></ul><div dir="ltr" align="left"><table style="border:none;"><colgroup><col width="301" /></colgroup><tbody><tr style="height:0pt"><td style="border:solid"><p dir="ltr"><span>Cell</span></p></td></tr></tbody></table></div></b><br class="Apple-interchange-newline">
        """).Trim().ShouldBe(
            "<h1 dir=\"ltr\">Title</h1>"
            + "<p dir=\"ltr\"><strong>Bold</strong><em>italic</em><strong><em>both</em></strong><sup>2</sup><s>gone</s> <a href=\"https://who.int/\" rel=\"noopener noreferrer\">link</a></p>"
            + "<ul><li dir=\"ltr\"><p dir=\"ltr\">One</p></li></ul>"
            + "<div dir=\"ltr\"><table><colgroup><col></colgroup><tbody><tr><td><p dir=\"ltr\">Cell</p></td></tr></tbody></table></div><br>");

    [Fact]
    public void LibreOffice_keeps_its_structure_and_loses_its_fonts() => Sanitizer.Sanitize("""
        <h1 class="western">Title</h1><p align="left" style="margin-bottom: 0.28cm"><font color="#000000"><font face="Liberation Serif, serif"><span lang="fr-FR"><b>Gras</b></span></font></font></p><ol><li><p style="line-height: 100%">One</p></li></ol><table width="665" cellpadding="7"><col width="318"/><tr valign="top"><td style="border: 1px solid"><p>Cell</p></td></tr></table>
        """).Trim().ShouldBe(
            "<h1>Title</h1><p><span lang=\"fr-FR\"><b>Gras</b></span></p><ol><li><p>One</p></li></ol>"
            + "<table><colgroup><col></colgroup><tbody><tr><td><p>Cell</p></td></tr></tbody></table>");

    [Fact]
    public void Word_on_the_web_says_heading_by_role() =>
        Sanitizer.Sanitize("<div class=\"OutlineElement\"><p class=\"Paragraph\" role=\"heading\" aria-level=\"2\"><span class=\"TextRun\"><span>Aims</span></span></p></div>")
            .ShouldBe("<div><h2>Aims</h2></div>");

    [Theory]
    [InlineData("level1", "1.", "level2", "a)", "<ol><li>A<ol><li>B</li></ol></li></ol>")]
    [InlineData("level1", "1.", "level1", "·", "<ol><li>A</li></ol><ul><li>B</li></ul>")]
    [InlineData("level3", "o", "level1", "§", "<ul><li>A</li></ul><ul><li>B</li></ul>")]
    [InlineData("level1", "iv.", "level1", "v.", "<ol><li>A</li><li>B</li></ol>")]
    [InlineData("level1", "1.2.", "level9", "(3)", "<ol><li>A<ol start=\"3\"><li>B</li></ol></li></ol>")]
    public void Word_lists_follow_their_levels_and_markers(string first, string firstMarker, string second, string secondMarker, string expected) =>
        Sanitizer.Sanitize(Item(first, firstMarker, "A") + "\n" + Item(second, secondMarker, "B")).ShouldBe(expected);

    private static string Item(string level, string marker, string text) =>
        $"<p class=MsoListParagraph style='mso-list:l0 {level} lfo1'><span style='mso-list:Ignore'>{marker}<span>&nbsp;</span></span>{text}</p>";
}
