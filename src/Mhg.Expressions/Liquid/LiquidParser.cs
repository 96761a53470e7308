using System.Globalization;

namespace Mhg.Expressions.Liquid;

/// <summary>Recursive descent over the tokens of <see cref="LiquidLexer"/>; the grammar is Shopify's Liquid reference.</summary>
internal sealed class LiquidParser(SourceText source, LiquidFilters filters) : TokenParser<LiquidToken>(source)
{
    private readonly LiquidLexer _lexer = new(source);
    private bool _inOutput;
    private int _depth;

    public LiquidNode[] Parse()
    {
        var (nodes, _) = ParseBlock(null, 0);
        return nodes;
    }

    /// <summary>Reads nodes up to one of the tags that end or divide the block; its name is then the current token.</summary>
    private (LiquidNode[] Nodes, string End) ParseBlock(string? owner, int openedAt, params ReadOnlySpan<string> ends)
    {
        if (++_depth > ExpressionLimits.MaxDepth)
            throw Source.Syntax(openedAt, $"Tags are nested more than {ExpressionLimits.MaxDepth} deep.");
        var nodes = new List<LiquidNode>();
        while (true)
        {
            var textAt = _lexer.Position;
            if (_lexer.ReadText() is { Length: > 0 } text)
                nodes.Add(new LiquidText(textAt, text));
            if (_lexer.AtEnd)
            {
                if (owner is not null)
                    throw Source.Syntax(openedAt, $"'{owner}' is not closed; '{{% end{owner} %}}' is missing.");
                _depth--;
                return ([.. nodes], "");
            }
            _inOutput = _lexer.Open();
            Advance();
            if (_inOutput)
            {
                if (Token.Kind == LiquidTokenKind.End)
                    continue;
                var value = ParseFiltered();
                ExpectEnd();
                nodes.Add(new LiquidOutput(value.Offset, value));
                continue;
            }
            if (Token.Kind != LiquidTokenKind.Name)
                throw Source.Syntax(Token.Offset, "The name of a tag is expected.");
            foreach (var end in ends)
            {
                if (Token.Text != end)
                    continue;
                _depth--;
                Advance();
                return ([.. nodes], end);
            }
            if (ParseTag() is { } node)
                nodes.Add(node);
        }
    }

    private LiquidNode? ParseTag()
    {
        var tag = Token;
        Advance();
        switch (tag.Text)
        {
            case "if":
                return ParseIf(tag, negated: false);
            case "unless":
                return ParseIf(tag, negated: true);
            case "case":
                return ParseCase(tag);
            case "for":
                return ParseFor(tag);
            case "assign":
                var assigned = ExpectName();
                Expect("=");
                var value = ParseFiltered();
                ExpectEnd();
                return new LiquidAssign(tag.Offset, assigned, value);
            case "capture":
                var captured = ExpectName();
                ExpectEnd();
                var body = ParseBlock("capture", tag.Offset, "endcapture").Nodes;
                ExpectEnd();
                return new LiquidCapture(tag.Offset, captured, body);
            case "break" or "continue":
                ExpectEnd();
                return new LiquidJump(tag.Offset, tag.Text == "break" ? LiquidFlow.Break : LiquidFlow.Continue);
            case "comment":
                ExpectEnd();
                _lexer.ReadRaw("endcomment", tag.Offset);
                return null;
            case "raw":
                ExpectEnd();
                return new LiquidText(tag.Offset, _lexer.ReadRaw("endraw", tag.Offset));
            default:
                throw Source.Syntax(tag.Offset, $"The tag '{tag.Text}' does not exist or does not belong here.");
        }
    }

    private LiquidChoice ParseIf(LiquidToken tag, bool negated)
    {
        var branches = new List<(LiquidExpression, LiquidNode[])>();
        var condition = ParseCondition();
        if (negated)
            condition = new LiquidNot(condition.Offset, condition);
        while (true)
        {
            ExpectEnd();
            var (body, end) = ParseBlock(tag.Text, tag.Offset, "elsif", "else", "end" + tag.Text);
            branches.Add((condition, body));
            if (end != "elsif")
                return new(tag.Offset, [.. branches], ParseElse(tag, end));
            condition = ParseCondition();
        }
    }

    private LiquidChoice ParseCase(LiquidToken tag)
    {
        var subject = ParseFiltered();
        ExpectEnd();
        var branches = new List<(LiquidExpression, LiquidNode[])>();
        // What stands before the first 'when' belongs to no branch.
        var end = ParseBlock("case", tag.Offset, "when", "else", "endcase").End;
        while (end == "when")
        {
            var at = Token.Offset;
            var values = new List<LiquidExpression>();
            do
                values.Add(ParseOperand());
            while (Accept(",") || AcceptName("or"));
            ExpectEnd();
            (var body, end) = ParseBlock("case", tag.Offset, "when", "else", "endcase");
            branches.Add((new LiquidWhen(at, subject, [.. values]), body));
        }
        return new(tag.Offset, [.. branches], ParseElse(tag, end));
    }

    private LiquidFor ParseFor(LiquidToken tag)
    {
        var name = ExpectName();
        if (!AcceptName("in"))
            throw Source.Syntax(Token.Offset, "'in' is expected.");
        var items = ParseOperand();
        LiquidExpression? limit = null, skip = null;
        var reversed = false;
        while (Token.Kind != LiquidTokenKind.End)
        {
            if (AcceptName("reversed"))
                reversed = true;
            else if (AcceptName("limit"))
                limit = ParseOption();
            else if (AcceptName("offset"))
                skip = ParseOption();
            else if (!Accept(","))
                throw Source.Syntax(Token.Offset, "'limit:', 'offset:' or 'reversed' is expected.");
        }
        var (body, end) = ParseBlock("for", tag.Offset, "else", "endfor");
        return new(tag.Offset, name, items, new(limit, skip, reversed), body, ParseElse(tag, end));
    }

    private LiquidExpression ParseOption()
    {
        Expect(":");
        return ParseOperand();
    }

    private LiquidNode[] ParseElse(LiquidToken tag, string end)
    {
        ExpectEnd();
        if (end != "else")
            return [];
        var body = ParseBlock(tag.Text, tag.Offset, "end" + tag.Text).Nodes;
        ExpectEnd();
        return body;
    }

    // In Liquid 'and' and 'or' bind alike, and from the right.
    private LiquidExpression ParseCondition()
    {
        var terms = new List<LiquidExpression>();
        var joints = new List<LiquidToken>();
        do
        {
            terms.Add(ParseComparison());
            joints.Add(Token);
            if (terms.Count > ExpressionLimits.MaxDepth)
                throw Source.Syntax(Token.Offset, $"A condition has more than {ExpressionLimits.MaxDepth} terms.");
        }
        while (AcceptName("and") || AcceptName("or"));
        var condition = terms[^1];
        for (var i = terms.Count - 2; i >= 0; i--)
            condition = new LiquidLogical(joints[i].Offset, joints[i].Text == "and", terms[i], condition);
        return condition;
    }

    private LiquidExpression ParseComparison()
    {
        var left = ParseFiltered();
        var sign = Token;
        if (!sign.IsName("contains") && !(sign.Kind == LiquidTokenKind.Sign && sign.Text is "==" or "!=" or "<>" or "<" or ">" or "<=" or ">="))
            return left;
        Advance();
        return new LiquidComparison(sign.Offset, sign.Text, left, ParseFiltered());
    }

    private LiquidExpression ParseFiltered()
    {
        var input = ParseOperand();
        var calls = new List<LiquidFilterCall>();
        while (Accept("|"))
        {
            var at = Token.Offset;
            var name = ExpectName();
            if (!filters.TryGet(name, out var filter))
                throw Source.Syntax(at, $"The filter '{name}' does not exist.");
            var positional = new List<LiquidExpression>();
            var named = new List<KeyValuePair<string, LiquidExpression>>();
            if (Accept(":"))
            {
                do
                    ParseArgument(positional, named);
                while (Accept(","));
            }
            calls.Add(new(at, filter, [.. positional], [.. named]));
        }
        return calls.Count == 0 ? input : new LiquidFiltered(input.Offset, input, [.. calls]);
    }

    private void ParseArgument(List<LiquidExpression> positional, List<KeyValuePair<string, LiquidExpression>> named)
    {
        var first = Token;
        if (first.Kind != LiquidTokenKind.Name)
        {
            positional.Add(ParseOperand());
            return;
        }
        Advance();
        if (!Accept(":"))
            positional.Add(ParsePath(Named(first)));
        else if (named.Exists(other => other.Key == first.Text))
            throw Source.Syntax(first.Offset, $"The argument '{first.Text}' is given twice.");
        else
            named.Add(new(first.Text, ParseOperand()));
    }

    private LiquidExpression ParseOperand()
    {
        var first = Token;
        if (++_depth > ExpressionLimits.MaxDepth)
            throw Source.Syntax(first.Offset, $"The expression is nested more than {ExpressionLimits.MaxDepth} deep.");
        if (first.Kind == LiquidTokenKind.End)
            throw Source.Syntax(first.Offset, "A value is expected before the end of the tag.");
        Advance();
        LiquidExpression operand = first.Kind switch
        {
            LiquidTokenKind.String => ParsePath(new LiquidLiteral(first.Offset, first.Text)),
            LiquidTokenKind.Number => new LiquidLiteral(first.Offset, double.Parse(first.Text, CultureInfo.InvariantCulture)),
            LiquidTokenKind.Name => ParsePath(Named(first)),
            LiquidTokenKind.Sign when first.Text == "(" => ParseRange(first),
            _ => throw Source.Syntax(first.Offset, "A value is expected."),
        };
        _depth--;
        return operand;
    }

    private LiquidExpression ParsePath(LiquidExpression operand)
    {
        for (var length = 1; ; length++)
        {
            var at = Token.Offset;
            if (length > ExpressionLimits.MaxDepth)
                throw Source.Syntax(at, $"A path has more than {ExpressionLimits.MaxDepth} members.");
            if (Accept("."))
                operand = new LiquidMember(at, operand, new LiquidLiteral(Token.Offset, ExpectName()));
            else if (Accept("["))
            {
                operand = new LiquidMember(at, operand, ParseOperand());
                Expect("]");
            }
            else
                return operand;
        }
    }

    private LiquidRange ParseRange(LiquidToken open)
    {
        var from = ParseOperand();
        Expect("..");
        var to = ParseOperand();
        Expect(")");
        return new(open.Offset, from, to);
    }

    private static LiquidExpression Named(LiquidToken name) => name.Text switch
    {
        "true" => new LiquidLiteral(name.Offset, true),
        "false" => new LiquidLiteral(name.Offset, false),
        "nil" or "null" => new LiquidLiteral(name.Offset, null),
        "empty" => new LiquidLiteral(name.Offset, LiquidVoid.Empty),
        "blank" => new LiquidLiteral(name.Offset, LiquidVoid.Blank),
        _ => new LiquidVariable(name.Offset, name.Text),
    };

    // Must not be called at the end of a tag: what follows is text, which the lexer reads otherwise.
    protected override LiquidToken ReadToken() => _lexer.Next(_inOutput);

    private void ExpectEnd()
    {
        if (Token.Kind != LiquidTokenKind.End)
            throw Source.Syntax(Token.Offset, $"The end of the tag is expected, not '{Token.Text}'.");
    }
}
