using System.Text.Json.Nodes;
using Mhg.Expressions.Liquid;

namespace Mhg.Expressions.Tests.Liquid;

public sealed class LiquidTemplateTests
{
    private static ExpressionScope Site() => new ExpressionScope()
        .Set("Model", new Dictionary<string, object?> { ["ContentItem"] = new Item("Étude: Migration & Health (2008)") })
        .Set("Workflow", JsonNode.Parse("""{"CorrelationId": "4xap", "Properties": {"X": 27}, "Input": {"ContentItem": {"DisplayText": "Borders"}}}"""))
        .Set("people", JsonNode.Parse("""[{"name": "Ana", "age": 30}, {"name": "Bo", "age": 25}, {"name": "Chi", "age": 41}]"""))
        .Set("title", "A <b>bold</b> & \"quoted\" title")
        .Set("yes", true).Set("nothing", null).Set("three", 3).Set("half", 0.5m)
        .Set("date", new DateTimeOffset(2008, 6, 1, 9, 5, 0, TimeSpan.Zero));

    private static string Render(string template, LiquidEncoding encoding = LiquidEncoding.Plain) =>
        LiquidTemplate.Parse(template).Render(Site(), encoding);

    [Theory]
    [InlineData("workshops/{{ Model.ContentItem | display_text | slugify }}", "workshops/etude-migration-health-2008")]
    [InlineData("{{ Model.ContentItem.Content.FocusArea.Summary.Text }} {{ Model.ContentItem.Content.FocusArea.Description.Html | strip_html }}", "Summary Described.")]
    [InlineData("Back to you: {{ Workflow.Input.ContentItem.DisplayText }}", "Back to you: Borders")]
    [InlineData("{{ Workflow.Properties.X }}/{{ Workflow.CorrelationId }}", "27/4xap")]
    [InlineData("{{ Workflow['Input'][\"ContentItem\"].DisplayText }}", "Borders")]
    [InlineData("[{{ Workflow.Nothing.At.All }}]", "[]")]
    public void The_templates_of_Orchards_files_render(string template, string expected) => Render(template).ShouldBe(expected);

    [Theory]
    [InlineData("{% if yes %}a{% else %}b{% endif %}", "a")]
    [InlineData("{% if nothing %}a{% elsif three > 2 %}b{% else %}c{% endif %}", "b")]
    [InlineData("{% unless nothing %}a{% else %}b{% endunless %}", "a")]
    [InlineData("{% if three == 3 and half < 1 or nothing %}a{% endif %}", "a")]
    [InlineData("{% if title contains 'bold' %}a{% endif %}", "a")]
    [InlineData("{% if people contains 'bold' %}a{% endif %}", "")]
    [InlineData("{% if '' == empty and '  ' == blank and people != empty %}a{% endif %}", "a")]
    [InlineData("{% case three %}{% when 1 %}one{% when 2, 3 %}more{% else %}none{% endcase %}", "more")]
    [InlineData("{% case three %}{% when 1 or 2 %}one{% else %}none{% endcase %}", "none")]
    [InlineData("{% for p in people %}{{ p.name }}{% unless forloop.last %}, {% endunless %}{% endfor %}", "Ana, Bo, Chi")]
    [InlineData("{% for p in people reversed limit:2 offset:1 %}{{ forloop.index }}{{ p.name }} {% endfor %}", "1Chi 2Bo ")]
    [InlineData("{% for p in nothing %}x{% else %}nobody{% endfor %}", "nobody")]
    [InlineData("{% for pair in Workflow.Properties %}{{ pair[0] }}={{ pair[1] }}{% endfor %}", "X=27")]
    [InlineData("{% for i in (1..5) %}{% if i == 2 %}{% continue %}{% elsif i == 4 %}{% break %}{% endif %}{{ i }}{% endfor %}", "13")]
    [InlineData("{% for i in (1..2) %}{% for j in (1..2) %}{{ i }}{{ j }}{{ forloop.index }} {% endfor %}{{ forloop.index }};{% endfor %}", "111 122 1;211 222 2;")]
    [InlineData("{% assign x = 'a' | append: 'b' %}{{ x }}", "ab")]
    [InlineData("{% capture x %}[{{ three }}]{% endcapture %}{{ x }}{{ x }}", "[3][3]")]
    [InlineData("a{% comment %}{{ broken {% endcomment %}b", "ab")]
    [InlineData("{% raw %}{{ a }}{% if %}{% endraw %}", "{{ a }}{% if %}")]
    [InlineData("a  {{- three -}}  b {%- if yes -%}  c {%- endif %} d", "a3bc d")]
    [InlineData("a {%- raw -%} x {%- endraw -%} b", "axb")]
    [InlineData("{ {a} }} %} {{}}", "{ {a} }} %} ")]
    [InlineData("{{ '}}' }}", "}}")]
    [InlineData("{{ people[1].name }}{{ people[-1].name }}{{ people[9].name }}", "BoChi")]
    [InlineData("{{ people.size }}{{ people.first.name }}{{ people.last.name }}{{ title.size }}", "3AnaChi30")]
    [InlineData("{{ true }} {{ nil }} {{ 1.50 }} {{ -2 }}", "true  1.5 -2")]
    public void Tags_and_paths_do_what_Liquid_says(string template, string expected) => Render(template).ShouldBe(expected);

    [Theory]
    [InlineData("{{ title | strip_html }}", "A bold & \"quoted\" title")]
    [InlineData("{{ 'a<script>alert(1)</script>b<!-- c > d -->e<br/>f' | strip_html }}", "abef")]
    [InlineData("{{ 'a < b' | strip_html }}", "a < b")]
    [InlineData("{{ title | escape }}", "A &lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot; title")]
    [InlineData("{{ nothing | default: 'none' }}{{ '' | default: 'e' }}{{ three | default: 1 }}", "nonee3")]
    [InlineData("{{ 'abc' | upcase }}{{ 'ABC' | downcase }}{{ 'abc' | capitalize }}", "ABCabcAbc")]
    [InlineData("{{ 'Ground control' | truncate: 10 }}|{{ 'Ground' | truncate: 10 }}|{{ 'Ground control' | truncate: 8, '…' }}", "Ground ...|Ground|Ground …")]
    [InlineData("{{ 'one two three' | truncatewords: 2 }}", "one two...")]
    [InlineData("{{ 'b' | append: 'c' | prepend: 'a' | replace: 'b', '-' }}", "a-c")]
    [InlineData("{{ people | map: 'name' | join: '+' }} {{ people | where: 'age', 25 | map: 'name' }} {{ people | sort: 'age' | map: 'name' | join }}", "Ana+Bo+Chi Bo Bo Ana Chi")]
    [InlineData("{{ 'a,b,c' | split: ',' | reverse | join: '' }}", "cba")]
    [InlineData("{{ people[0].size }}{{ people[0] | size }}", "22")]
    [InlineData("{{ people | size }}{{ 'abcd' | size }}{{ 'abcd' | first }}{{ 'abcd' | last }}", "34ad")]
    [InlineData("[{{ '  x ' | strip }}{{ ' y ' | lstrip }}{{ ' z ' | rstrip }}]", "[xy  z]")]
    [InlineData("{{ 7 | divided_by: 2 }} {{ 7.0 | times: 2 }} {{ 7 | modulo: 3 }} {{ 2.345 | round: 2 }} {{ 2.5 | round }}", "3 14 1 2.35 3")]
    [InlineData("{{ date | date: '%-d %B %Y, %H:%M' }}", "1 June 2008, 09:05")]
    [InlineData("{{ '2008-06-01T09:05:00Z' | date: '%e/%m/%y %I:%M %p %j %%' }}", " 1/06/08 09:05 AM 153 %")]
    [InlineData("{{ date | date: 'yyyy-MM-dd' }}", "2008-06-01")]
    [InlineData("{{ 'no date' | date: '%Y' }}", "no date")]
    [InlineData("{{ date }}", "2008-06-01T09:05:00Z")]
    [InlineData("{{ 'abcdef' | slice: 2 }}{{ 'abcdef' | slice: -3, 2 }}{{ people | slice: 1, 9 | map: 'name' | join: '' }}", "cdeBoChi")]
    [InlineData("{{ people | concat: people | size }}{{ people | sum: 'age' }}{{ 7 | at_least: 9 | at_most: 8 }}", "6968")]
    [InlineData("{{ 'a-b-b' | replace_first: 'b', 'c' | remove_first: '-' }}{{ 'b,A,c' | split: ',' | sort_natural | join: '' }}", "ac-bAbc")]
    [InlineData("{{ '1 < 2 &amp; 3' | escape_once }}", "1 &lt; 2 &amp; 3")]
    public void Filters_do_what_Liquid_says(string template, string expected) => Render(template).ShouldBe(expected);

    [Fact]
    public void Html_output_is_encoded_once_and_only_where_it_is_not_markup_already()
    {
        Render("<i>{{ title }}</i>", LiquidEncoding.Html).ShouldBe("<i>A &lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot; title</i>");
        Render("{{ title | escape }}", LiquidEncoding.Html).ShouldBe("A &lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot; title");
        Render("{{ title | raw }}", LiquidEncoding.Html).ShouldBe("A <b>bold</b> & \"quoted\" title");
        Render("{% capture x %}<u>{{ '<' }}</u>{% endcapture %}{{ x }}", LiquidEncoding.Html).ShouldBe("<u>&lt;</u>");
    }

    [Fact]
    public void Json_output_stands_within_quotes_whatever_the_value()
    {
        var scope = new ExpressionScope().Set("title", "A \"quoted\" \\ title\n").Set("list", new[] { "a", "\"" });
        var json = LiquidTemplate.Parse("{\"title\": \"{{ title }}\", \"list\": {{ list | json }}, \"raw\": {{ 'true' | raw }}}").Render(scope, LiquidEncoding.Json);
        JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse("""{"title": "A \"quoted\" \\ title\n", "list": ["a", "\""], "raw": true}""")).ShouldBeTrue(json);
    }

    [Fact]
    public void A_host_adds_filters_and_lazy_values()
    {
        var reads = 0;
        var filters = new LiquidFilters().Add("display_url", (input, arguments) => $"/{ExpressionValue.ToText(input)}?v={arguments["version"]}");
        var scope = new ExpressionScope().Set("slug", () => { reads++; return "here"; });
        var template = LiquidTemplate.Parse("{% if false %}{{ slug }}{% endif %}{{ slug | display_url: version: 2 }}", filters);
        template.Render(scope).ShouldBe("/here?v=2");
        reads.ShouldBe(1);
    }

    [Theory]
    [InlineData("{{ a", 1, 5)]
    [InlineData("line\n  {{ a | nope }}", 2, 10)]
    [InlineData("{% if a %}\n{% for x in y %}", 2, 4)]
    [InlineData("{% endif %}", 1, 4)]
    [InlineData("{% nope %}", 1, 4)]
    [InlineData("{{ 'open }}", 1, 4)]
    [InlineData("{{ a b }}", 1, 6)]
    [InlineData("{{ a | append: }}", 1, 16)]
    [InlineData("{% for x of y %}{% endfor %}", 1, 10)]
    [InlineData("{% raw %}x", 1, 4)]
    [InlineData("{% assign = 1 %}", 1, 11)]
    [InlineData("{{ a ~ b }}", 1, 6)]
    [InlineData("{% if %}x{% endif %}", 1, 7)]
    public void A_fault_in_the_text_is_reported_with_its_place(string template, int line, int column)
    {
        var fault = Should.Throw<ExpressionSyntaxException>(() => LiquidTemplate.Parse(template));
        (fault.Line, fault.Column).ShouldBe((line, column));
        fault.Message.ShouldContain($"line {line}, column {column}");
    }

    [Fact]
    public void A_fault_in_a_filter_of_the_host_is_reported_with_its_place()
    {
        var filters = new LiquidFilters().Add("fail", (_, _) => throw new InvalidOperationException("No database."));
        var fault = Should.Throw<ExpressionRuntimeException>(() => LiquidTemplate.Parse("\n{{ 'a' | fail }}", filters).Render(new()));
        fault.Reason.ShouldBe("No database.");
        (fault.Line, fault.Column).ShouldBe((2, 10));
    }

    private sealed record Item(string DisplayText) : IExpressionObject
    {
        private readonly JsonNode _content = JsonNode.Parse("""{"FocusArea": {"Summary": {"Text": "Summary"}, "Description": {"Html": "<p>Described.</p>"}}}""")!;

        public bool TryGetMember(string name, out object? value)
        {
            value = name switch { "DisplayText" => DisplayText, "Content" => _content, _ => null };
            return value is not null;
        }
    }
}
