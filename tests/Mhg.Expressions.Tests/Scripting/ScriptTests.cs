using System.Text.Json.Nodes;
using Mhg.Expressions.Scripting;

namespace Mhg.Expressions.Tests.Scripting;

public sealed class ScriptTests
{
    private readonly List<string> _outcomes = [];

    private ExpressionScope Workflow() => new ExpressionScope()
        .SetFunction("input", arguments => arguments[0] switch
        {
            "UserAction" => "Approve",
            "count" => 3,
            "savedAt" => new DateTime(2026, 11, 21, 8, 0, 0, 250, DateTimeKind.Utc),
            _ => null,
        })
        .SetFunction("property", arguments => (string?)arguments[0] == "count" ? 4 : null)
        .SetFunction("workflow", _ => JsonNode.Parse("""{"CorrelationId": "4xap", "Input": {"Tags": ["health", "law"], "Item": {"Title": "Borders"}}}"""))
        .SetFunction("lastResult", _ => true)
        .SetFunction("uuid", _ => UniqueId.New())
        .SetFunction("fail", _ => throw new InvalidOperationException("No database."))
        .SetFunction("setOutcome", arguments => { _outcomes.Add((string)arguments[0]!); return null; })
        .Set("site", new Dictionary<string, object?> { ["name"] = "MHG", ["greet"] = (ExpressionFunction)(arguments => "Hello " + arguments[0]) });

    private object? Evaluate(string script) => Script.Parse(script).Evaluate(Workflow());

    [Theory]
    [InlineData("input(\"UserAction\") == \"Approve\"", true)]
    [InlineData("property(\"count\") > 2", true)]
    [InlineData("input('savedAt').getTime()", 1795248000250.0)]
    [InlineData("input('savedAt').toISOString()", "2026-11-21T08:00:00.250Z")]
    [InlineData("workflow().CorrelationId", "4xap")]
    [InlineData("lastResult() && input('count') >= 3", true)]
    [InlineData("workflow().Input.Tags.includes('law')", true)]
    [InlineData("workflow().Input['Item'].Title.toLowerCase()", "borders")]
    [InlineData("input('Nothing') ?? 'none'", "none")]
    [InlineData("site.greet(site.name) + '!'", "Hello MHG!")]
    [InlineData("uuid().length", 26.0)]
    [InlineData("workflow().Input.Nothing", null)]
    public void Orchards_conditions_and_values_are_evaluated(string script, object? expected) => Evaluate(script).ShouldBe(expected);

    // Each right side is what a JavaScript engine answers.
    [Theory]
    [InlineData("1 + 2 * 3 - 4 / 2 % 3", 5.0)]
    [InlineData("(1 + 2) * -3", -9.0)]
    [InlineData("'1' + 2 + 3", "123")]
    [InlineData("1 + 2 + '3'", "33")]
    [InlineData("'6' * '7'", 42.0)]
    [InlineData("1 + null", 1.0)]
    [InlineData("'a' + null + undefined + true", "anullundefinedtrue")]
    [InlineData("[1, [2, null]] + ''", "1,2,")]
    [InlineData("({}) + ''", "[object Object]")]
    [InlineData("0.1 + 0.2", 0.30000000000000004)]
    [InlineData("'' + 1e21 + ' ' + 1e-7 + ' ' + 0.000001 + ' ' + 123456789012345680000 + ' ' + -1.5e-9 + ' ' + 1/0", "1e+21 1e-7 0.000001 123456789012345680000 -1.5e-9 Infinity")]
    [InlineData("null == undefined", true)]
    [InlineData("null === undefined", false)]
    [InlineData("null == 0", false)]
    [InlineData("null >= 0", true)]
    [InlineData("'' == 0", true)]
    [InlineData("'1' == 1", true)]
    [InlineData("'1' === 1", false)]
    [InlineData("true == '1'", true)]
    [InlineData("[2] == 2", true)]
    [InlineData("[] == []", false)]
    [InlineData("NaN == NaN", false)]
    [InlineData("NaN != NaN", true)]
    [InlineData("'10' < '9'", true)]
    [InlineData("'10' < 9", false)]
    [InlineData("undefined < 1", false)]
    [InlineData("undefined >= 1", false)]
    [InlineData("!'' && !!'a' && !0 && !!'0' && !![]", true)]
    [InlineData("0 || 'b'", "b")]
    [InlineData("0 ?? 'b'", 0.0)]
    [InlineData("1 ? 2 ? 'a' : 'b' : 'c'", "a")]
    [InlineData("typeof nope + typeof 1 + typeof 'a' + typeof null + typeof undefined", "undefinednumberstringobjectundefined")]
    [InlineData("-'3' + +'4'", 1.0)]
    [InlineData("0x1F + .5 + 1e2", 131.5)]
    [InlineData("'\\u0041\\x42\\n\\'\\u{1F600}'", "AB\n'😀")]
    [InlineData("`a ${1 + 1} ${`b${'}'}`} \\` $`", "a 2 b} ` $")]
    [InlineData("Number('') + Number(' 12 ') + parseInt('7 people') + Math.max(1, 3, 2)", 22.0)]
    [InlineData("Number('12px')", double.NaN)]
    [InlineData("String(null) + Boolean('')", "nullfalse")]
    [InlineData("JSON.stringify({a: [1, 'x', null], 'b c': true})", "{\"a\":[1,\"x\",null],\"b c\":true}")]
    [InlineData("({a: {b: 5}}).a.b + [1,2,3][1] + [1,2,].length", 9.0)]
    [InlineData("[1,2][5]", null)]
    [InlineData("null?.a", null)]
    // What follows is left out as well, unless parentheses end the chain.
    [InlineData("input('Nothing')?.a.b[fail()].c().d", null)]
    [InlineData("input('Nothing')?.trim().toLowerCase() ?? 'none'", "none")]
    [InlineData("input('UserAction')?.toLowerCase().slice(0, 3)", "app")]
    [InlineData("'abc'.includes('a', 1) || 'abc'.endsWith('c', 2) || !'abc'.startsWith('b', 1)", false)]
    [InlineData("'abcabc'.lastIndexOf('c', 4)", 2.0)]
    [InlineData("[1, 2, 1].indexOf(1, 1) + ([1, 2].includes(1, -1) ? 10 : 0)", 2.0)]
    [InlineData("parseInt('0x1F') + parseInt('101', 2) + parseInt('-1e3')", 35.0)]
    [InlineData("parseFloat('1.5e2.5') + parseFloat('.5.5')", 150.5)]
    [InlineData("(255).toString(16) + (2.5).toFixed(0)", "ff3")]
    [InlineData("JSON.stringify({a: 'é <b> \"'})", "{\"a\":\"é <b> \\\"\"}")]
    [InlineData("(2.5).toFixed(1) + (3).toString()", "2.53")]
    [InlineData("JSON.parse('{\"a\": [1, {\"b\": \"c\"}]}').a[1].b", "c")]
    [InlineData("Object.keys({b: 1, a: 2}).join('') + Array.isArray([]) + Array.isArray('x') + isFinite(1 / 0)", "batruefalsefalse")]
    public void Operators_have_JavaScripts_meaning(string script, object? expected) => Evaluate(script).ShouldBe(expected);

    [Theory]
    [InlineData("'Migration'.includes('grat')", true)]
    [InlineData("'Migration'.startsWith('Mig') && 'Migration'.endsWith('tion')", true)]
    [InlineData("' aB '.trim().toUpperCase() + 'X'.toLowerCase()", "ABx")]
    [InlineData("'banana'.indexOf('n') + 'banana'.lastIndexOf('n') * 10 + 'banana'.indexOf('n', 3) * 100", 442.0)]
    [InlineData("'banana'.substring(4, 1) + 'banana'.slice(-2) + 'banana'[0] + 'banana'.charAt(1)", "ananaba")]
    [InlineData("'a-b-c'.replace('-', '+') + 'a-b-c'.replaceAll('-', '')", "a+b-cabc")]
    [InlineData("'a,b,c'.split(',').length + 'ab'.split('').join('.')", "3a.b")]
    [InlineData("[1, 2, 3].slice(1).concat(4, [5]).join('')", "2345")]
    [InlineData("[1, '2'].includes(2)", false)]
    [InlineData("['a', 'b'].indexOf('b')", 1.0)]
    [InlineData("'abc'.at(-1) + [1, 2].at(0) + 'abc'.charCodeAt(1) + typeof 'abc'.at(5)", "c198undefined")]
    [InlineData("'7'.padStart(3, '0') + '|' + 'ab'.padEnd(5, 'xy') + '|' + 'long'.padStart(2) + '|' + 'ab'.repeat(3)", "007|abxyx|long|ababab")]
    public void Texts_and_lists_have_their_common_methods(string script, object expected) => Evaluate(script).ShouldBe(expected);

    [Theory]
    [InlineData("var a = 1, b; const c = 2; a = a + c; a + (typeof b)", "3undefined")]
    [InlineData("if (input('count') > 5) { return 'many' } else if (input('count') > 2) return 'some'; return 'few'", "some")]
    [InlineData("1 // one\n/* two */ 2", 2.0)]
    [InlineData("return\n5", null)]
    [InlineData("", null)]
    [InlineData(";;{ 4 };", 4.0)]
    [InlineData("var a = 1; a += 2; a *= 3; a -= 1; a /= 2; var b = 'x'; b += a; b", "x4")]
    public void Statements_run_in_order(string script, object? expected) => Evaluate(script).ShouldBe(expected);

    [Fact]
    public void A_script_task_sets_its_outcome()
    {
        Evaluate("if (input('UserAction') === 'Approve') { setOutcome('Publish'); } else { setOutcome('Back'); }");
        _outcomes.ShouldBe(["Publish"]);
    }

    [Fact]
    public void A_branch_that_is_not_taken_calls_nothing()
    {
        Evaluate("false && setOutcome('a'); true || setOutcome('b'); true ? 1 : setOutcome('c')");
        _outcomes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1 +", 1, 4)]
    [InlineData("a b", 1, 3)]
    [InlineData("\n  'open", 2, 3)]
    [InlineData("(1", 1, 3)]
    [InlineData("{ 1", 1, 1)]
    [InlineData("1 2", 1, 3)]
    [InlineData("3px", 1, 2)]
    [InlineData("for (;;) {}", 1, 1)]
    [InlineData("x => 1", 1, 3)]
    [InlineData("a ~ b", 1, 3)]
    [InlineData("'\\u12'", 1, 2)]
    [InlineData("`a ${1", 1, 7)]
    [InlineData("/* open", 1, 1)]
    [InlineData("var if = 1", 1, 5)]
    public void A_fault_in_the_text_is_reported_with_its_place(string script, int line, int column)
    {
        var fault = Should.Throw<ExpressionSyntaxException>(() => Script.Parse(script));
        (fault.Line, fault.Column).ShouldBe((line, column), fault.Message);
    }

    [Theory]
    [InlineData("input('a') + nope", "'nope' is not defined.", 1, 14)]
    [InlineData("1;\n  executeQuery('all')", "'executeQuery' is not defined.", 2, 3)]
    [InlineData("input('a').explode()", "No value has a method 'explode'.", 1, 11)]
    [InlineData("({a})", "'a' is not defined.", 1, 3)]
    public void What_the_scope_will_not_have_is_refused_before_it_runs(string script, string reason, int line, int column)
    {
        var fault = Should.Throw<ExpressionSyntaxException>(() => Script.Parse(script, new HashSet<string> { "input" }));
        (fault.Reason, fault.Line, fault.Column).ShouldBe((reason, line, column));
    }

    [Theory]
    [InlineData("var a = input('x'); b = a.toLowerCase(); if (b) { return Math.max(1, b.length) } else typeof nope")]
    [InlineData("'a'.at(0) + 'a'.charAt(0) + 'a'.charCodeAt(0) + 'a'.concat('b').endsWith('b') + input('d').getTime()")]
    [InlineData("'a'.includes('a') + 'a'.indexOf('a') + ['a'].join(',') + 'a'.lastIndexOf('a') + 'a'.padEnd(2).padStart(3).repeat(2)")]
    [InlineData("'a'.replace('a', 'b').replaceAll('b', 'c').slice(0).split(',')[0].startsWith('c') + 'a'.substring(0) + (1).toFixed(2)")]
    [InlineData("input('d').toISOString() + input('d').toJSON() + 'a'.toString().toUpperCase().trim().trimEnd().trimStart() + input('d').valueOf()")]
    public void Every_method_that_is_accepted_is_there(string script) =>
        Script.Parse(script, new HashSet<string> { "input" })
            .Evaluate(new ExpressionScope().SetFunction("input", arguments => (string?)arguments[0] == "d" ? DateTimeOffset.UnixEpoch : "Text")).ShouldNotBeNull();

    [Theory]
    [InlineData("nope", "'nope' is not defined.", 1, 1)]
    [InlineData("1 +\n nope()", "'nope' is not defined.", 2, 2)]
    [InlineData("'a'()", "This is not a function.", 1, 4)]
    [InlineData("site()", "'site' is not a function.", 1, 5)]
    [InlineData("null.a", "null has no members.", 1, 5)]
    [InlineData("site.x.y", "undefined has no members.", 1, 7)]
    [InlineData("'a'.explode()", "A string has no method 'explode'.", 1, 4)]
    [InlineData("1 + fail()", "No database.", 1, 9)]
    public void A_fault_while_it_runs_is_reported_with_its_place(string script, string reason, int line, int column)
    {
        var fault = Should.Throw<ExpressionRuntimeException>(() => Evaluate(script));
        fault.Reason.ShouldBe(reason);
        (fault.Line, fault.Column).ShouldBe((line, column));
    }

    [Fact]
    public void A_test_answers_by_JavaScripts_rule_of_truth()
    {
        Script.Parse("input('Nothing')").Test(Workflow()).ShouldBeFalse();
        Script.Parse("'false'").Test(Workflow()).ShouldBeTrue();
        Script.Parse("0").Test(Workflow()).ShouldBeFalse();
    }
}
