using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Mhg.Expressions.Liquid;
using Mhg.Expressions.Scripting;

namespace Mhg.Expressions.Tests;

/// <summary>Whatever the text, parsing and evaluating it ends soon, in a result or in a fault with its place.</summary>
public sealed class HostilityTests
{
    private static readonly string[] LiquidPieces =
        ["{{", "}}", "{%", "%}", "{{-", "-%}", " ", "\n", "a", "b.c", "[", "]", "(", ")", "..", "1", "2.5", "'x'", "\"", "|", ":", ",", "==", "contains",
         "and", "or", "if", "endif", "elsif", "else", "for", "in", "endfor", "case", "when", "endcase", "assign", "=", "raw", "endraw", "comment", "endcomment",
         "capture", "endcapture", "split", "join", "append", "replace", "date", "truncate", "slugify", "strip_html", "times", "sort", "empty", "<", "é", "\ud800"];

    private static readonly string[] ScriptPieces =
        ["(", ")", "[", "]", "{", "}", ".", "?.", ",", ";", "?", ":", "=", "==", "===", "!", "-", "+", "*", "/", "%", "&&", "||", "??", "a", "b", "1", "0x", "1e",
         "'x'", "\"", "`", "${", "\\", "\n", " ", "//", "/*", "*/", "if", "else", "return", "var", "typeof", "null", "undefined", "length", "split", "join",
         "replaceAll", "concat", "slice", "toFixed", "Math", "JSON", "stringify", "f", "é", "\ud800"];

    private static Arbitrary<string> TextOf(string[] pieces) => Gen.OneOf(
        Gen.Elements(pieces).ArrayOf().Select(string.Concat),
        Gen.Elements(pieces).ArrayOf().Select(parts => string.Join(' ', parts)),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")).ToArbitrary();

    private static readonly string[] ValidTemplates =
    [
        "{% for reviewer in a %}{% assign user = reviewer[1] | append: 'x' %}{{ user.UserName | upcase }}{% unless forloop.last %},{% endunless %}{% endfor %}",
        "{%- if b.c contains 'more' and a.size > 2 -%}{{ b.c | truncate: 4, '…' | escape }}{% elsif a == empty %}{{ a | json }}{% else %}-{% endif %}",
        "{% case a[1] %}{% when 'one', 'two' %}{{ 'now' | date: '%Y-%m-%d' }}{% else %}{{ (1..5) | join: ', ' }}{% endcase %}{% raw %}{{ x }}{% endraw %}",
        "{% capture x %}{{ b.c | replace: 'x', 'y' | slugify }}{% endcapture %}{{ x | default: 'none' }}{% comment %} no {% endcomment %}",
    ];

    private static readonly string[] ValidScripts =
    [
        "if (f('UserAction') == \"Approve\" && a.length > 2) { return 'many' } else if (b.c.includes('more')) return `x ${b.c.length + 1}`; return null",
        "var n = (f(1) || 0) + 1; n += 2; const list = [1, 'two', {three: 3, 'f o': [n]}]; JSON.stringify(list).toUpperCase().slice(1, -1)",
        "a[1] === 'two' ? b?.c ?? 'none' : typeof nope != 'undefined' && -a[0] * 2.5e1 % 3 >= 0x1F // end",
        "JSON.parse('{\"x\": [1, 2]}').x.concat(a).join('-').split('-').at(-1) /* one */ + '\\u0041\\n'.padStart(4)",
    ];

    /// <summary>A valid text in which some pieces were cut out, doubled, moved or put in.</summary>
    private static Arbitrary<string> MutationOf(string[] valid, string[] pieces)
    {
        var edit = from kind in Gen.Choose(0, 3)
                   from at in Gen.Choose(0, 10_000)
                   from length in Gen.Choose(1, 12)
                   from piece in Gen.Elements(pieces)
                   select (kind, at, length, piece);
        return (from text in Gen.Elements(valid)
                from edits in edit.NonEmptyListOf()
                select edits.Take(8).Aggregate(text, (mutated, change) =>
                {
                    var at = change.at % (mutated.Length + 1);
                    var part = mutated.Substring(at, Math.Min(change.length, mutated.Length - at));
                    return change.kind switch
                    {
                        0 => mutated.Remove(at, part.Length),
                        1 => mutated.Insert(at, part + part),
                        2 => mutated.Remove(at, part.Length).Insert(change.at / 7 % (mutated.Length - part.Length + 1), part),
                        _ => mutated.Insert(at, change.piece),
                    };
                })).ToArbitrary();
    }

    private static ExpressionScope Scope() => new ExpressionScope { Limits = new(20_000, 100_000) }
        .Set("a", new List<object?> { 1, "two", null, new Dictionary<string, object?> { ["x"] = true } })
        .Set("b", new Dictionary<string, object?> { ["c"] = "text & more" })
        .SetFunction("f", arguments => arguments.Count);

    [Fact]
    public void Any_text_given_as_a_template_ends_in_a_result_or_in_a_fault_with_its_place() =>
        Prop.ForAll(TextOf(LiquidPieces), text => EndsWell(text, () => LiquidTemplate.Parse(text).Render(Scope(), LiquidEncoding.Html)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Any_text_given_as_a_script_ends_in_a_result_or_in_a_fault_with_its_place() =>
        Prop.ForAll(TextOf(ScriptPieces), text => EndsWell(text, () => ExpressionValue.ToText(Script.Parse(text).Evaluate(Scope()))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void A_template_with_slips_ends_in_a_result_or_in_a_fault_with_its_place() =>
        Prop.ForAll(MutationOf(ValidTemplates, LiquidPieces), text => EndsWell(text, () => LiquidTemplate.Parse(text).Render(Scope(), LiquidEncoding.Json)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void A_script_with_slips_ends_in_a_result_or_in_a_fault_with_its_place()
    {
        var names = new HashSet<string> { "a", "b", "f" };
        Prop.ForAll(MutationOf(ValidScripts, ScriptPieces), text => EndsWell(text, () => ExpressionValue.ToText(Script.Parse(text).Evaluate(Scope())))
            && EndsWell(text, () => ExpressionValue.ToText(Script.Parse(text, names).Evaluate(Scope()))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void Valid_texts_are_valid()
    {
        foreach (var template in ValidTemplates)
            LiquidTemplate.Parse(template).Render(Scope()).ShouldNotBeEmpty();
        foreach (var script in ValidScripts)
            Should.NotThrow(() => Script.Parse(script, new HashSet<string> { "a", "b", "f" }).Evaluate(Scope()));
    }

    [Fact]
    public void Text_without_tags_is_its_own_rendering() =>
        Prop.ForAll<string>(text => text is null || text.Contains("{{") || text.Contains("{%") || LiquidTemplate.Parse(text).Render(new()) == text)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_slug_of_a_slug_is_itself() =>
        Prop.ForAll<string>(text => text is null || Slug.From(Slug.From(text)) == Slug.From(text)).QuickCheckThrowOnFailure();

    public static TheoryData<string> HostileTemplates => new()
    {
        Repeat("{% if a %}", 100_000),
        Repeat("{% if a %}", 90) + Repeat("{% endif %}", 90),
        "{{ " + Repeat("a[", 100_000),
        "{{ " + Repeat("(1..", 100_000),
        "{{ a" + Repeat(".b", 100_000) + " }}",
        "{% if a " + Repeat("and a ", 100_000) + "%}{% endif %}",
        "{{ a" + Repeat(" | append: 'x'", 50_000) + " }}",
        Repeat("{% for i in (1..1000000) %}", 9) + "x" + Repeat("{% endfor %}", 9),
        "{% for i in (1..9999999999999) %}{% endfor %}",
        "{% assign x = 'x' %}{% for i in (1..100) %}{% assign x = x | append: x %}{% endfor %}",
        "{% assign x = 'xxxxxxxx' %}{% for i in (1..100) %}{% assign x = x | replace: 'x', x %}{% endfor %}",
        "{% assign x = 'xxxxxxxx' %}{% for i in (1..100) %}{% assign x = x | split: '' | join: x %}{% endfor %}",
        "{% for i in (1..100000) %}{% capture x %}{{ x }}{{ x }}y{% endcapture %}{% endfor %}",
        "{{ '" + Repeat("<script", 100_000) + "' | strip_html }}",
        "{{ '" + Repeat("<", 500_000) + "' | strip_html }}",
        "{{ 1 | date: '" + Repeat("%c", 200_000) + "' }}",
        Repeat("{% raw %}{% endraw", 50_000),
        Repeat("{% comment %}", 50_000),
        Repeat("{", 1_000_000),
        Repeat("{{}}", 250_000),
    };

    public static TheoryData<string> HostileScripts => new()
    {
        Repeat("(", 100_000),
        Repeat("[", 100_000),
        Repeat("{", 100_000),
        Repeat("!", 100_000) + "1",
        Repeat("typeof ", 100_000) + "1",
        "1" + Repeat("+1", 100_000),
        Repeat("(", 90) + "1" + Repeat(Repeat("+1", 300) + ")", 90),
        "a" + Repeat(".b", 100_000),
        "f" + Repeat("()", 100_000),
        Repeat("1?", 100_000),
        Repeat("a=", 100_000) + "1",
        Repeat("if(1)", 100_000),
        Repeat("`${", 100_000),
        Repeat("a&&", 100_000) + "1",
        "a='xxxxxxxxxx';" + Repeat("a=a+a;", 10_000),
        "a='xxxxxxxxxx';" + Repeat("a=a.replaceAll('x',a);", 1_000),
        "a=[1,2,3];" + Repeat("a=a.concat(a);", 1_000),
        "a=[1];" + Repeat("a=[a,a];", 60) + "a+''",
        "a='[' + '1,'.repeat(100000) + '1]';" + Repeat("JSON.parse(a);", 10_000),
        "a=JSON.parse('[' + '1,'.repeat(100000) + '1]');" + Repeat("JSON.stringify(a);", 10_000),
        "a='x'.padStart(1e9);" + Repeat("a=a.repeat(1000);", 1000),
        Repeat("b;typeof a;", 50_000),
        "a=[1];" + Repeat("a={a,b:a};", 60) + "JSON.stringify(a)",
        "a=[1];" + Repeat("a=[a];", 10_000) + "a+'' + JSON.stringify(a)",
        "a='a'.toUpperCase();" + Repeat("a=a+a;", 19) + "b=a+'b'+a;c=a+a+'c';" + Repeat("c.includes(b);", 1000),
    };

    [Theory]
    [MemberData(nameof(HostileTemplates))]
    public void A_hostile_template_ends_soon(string template) =>
        EndsSoon(() => EndsWell(template, () => LiquidTemplate.Parse(template).Render(new())));

    [Theory]
    [MemberData(nameof(HostileScripts))]
    public void A_hostile_script_ends_soon(string script) =>
        EndsSoon(() => EndsWell(script, () => ExpressionValue.ToText(Script.Parse(script).Evaluate(Scope()))));

    [Theory]
    [InlineData("{% for i in (1..100000) %}{% assign sorted = long | sort %}{% endfor %}")]
    [InlineData("{% for i in (1..100000) %}{% if long contains 'x' %}{% endif %}{% endfor %}")]
    [InlineData("{% for i in (1..100000) %}{% for item in long reversed %}{% break %}{% endfor %}{% endfor %}")]
    [InlineData("{% for i in (1..100000) %}{{ long | join: '' | size }}{{ long | map: 'x' | uniq | size }}{% endfor %}")]
    public void Long_lists_use_up_the_steps(string template)
    {
        var scope = new ExpressionScope().Set("long", Enumerable.Range(0, 50_000).Select(i => (object?)$"{i * 7919 % 50_000}").ToList());
        EndsSoon(() =>
        {
            Should.Throw<ExpressionRuntimeException>(() => LiquidTemplate.Parse(template).Render(scope)).Reason.ShouldContain("steps");
            return true;
        });
    }

    // On the smallest stack that .NET gives to threads of its own anywhere, in half of it even.
    private static void EndsSoon(Func<bool> work)
    {
        var clock = Stopwatch.StartNew();
        var ended = false;
        var thread = new Thread(() => ended = work(), 512 * 1024);
        thread.Start();
        thread.Join(TimeSpan.FromSeconds(20)).ShouldBeTrue("It never ends.");
        ended.ShouldBeTrue();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    private static bool EndsWell(string text, Func<string> evaluate)
    {
        try
        {
            return evaluate() is not null;
        }
        catch (ExpressionException fault)
        {
            return fault.Line >= 1 && fault.Line <= text.Count(c => c == '\n') + 1
                && fault.Column >= 1 && fault.Column <= text.Split('\n')[fault.Line - 1].Length + 1;
        }
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
