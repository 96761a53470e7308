namespace Mhg.Expressions.Scripting;

/// <summary>Recursive descent with precedence climbing; precedences are ECMA-262's.</summary>
internal sealed class ScriptParser : TokenParser<ScriptToken>
{
    // A chain such as a + b + c nests without nesting in the text; so do calls and members.
    private const int MaxTreeDepth = 4 * ExpressionLimits.MaxDepth;

    private static readonly Dictionary<string, int> Precedence = new(StringComparer.Ordinal)
    {
        ["??"] = 1,
        ["||"] = 1,
        ["&&"] = 2,
        ["=="] = 3,
        ["!="] = 3,
        ["==="] = 3,
        ["!=="] = 3,
        ["<"] = 4,
        ["<="] = 4,
        [">"] = 4,
        [">="] = 4,
        ["+"] = 5,
        ["-"] = 5,
        ["*"] = 6,
        ["/"] = 6,
        ["%"] = 6,
    };

    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "function", "class", "new", "for", "while", "do", "switch", "case", "throw", "try", "catch", "finally", "delete", "void",
        "in", "instanceof", "this", "async", "await", "yield", "import", "export", "var", "let", "const", "if", "else", "return",
        "break", "continue", "typeof",
    };

    private readonly ScriptLexer _lexer;
    private readonly List<ScriptVariable> _read = [];
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly List<(string Name, int Offset)> _methods = [];
    private int _depth;

    public ScriptParser(SourceText source) : base(source)
    {
        _lexer = new(source);
        Advance();
    }

    public ScriptStatement[] Parse()
    {
        var statements = new List<ScriptStatement>();
        while (Token.Kind != ScriptTokenKind.End)
            statements.Add(ParseStatement());
        return [.. statements];
    }

    /// <summary>Refuses what was read where it uses a name that neither it, nor the language, nor the scope has.</summary>
    /// <exception cref="ExpressionSyntaxException">The first one of it.</exception>
    public void RequireKnown(IReadOnlySet<string> names)
    {
        var unknown = _read.Where(variable => !_written.Contains(variable.Name) && !names.Contains(variable.Name) && !ScriptGlobals.All.ContainsKey(variable.Name))
            .Select(variable => (variable.Offset, Reason: $"'{variable.Name}' is not defined."))
            .Concat(_methods.Where(method => !ScriptMethods.Names.Contains(method.Name) && !ScriptGlobals.Methods.Contains(method.Name))
                .Select(method => (method.Offset, Reason: $"No value has a method '{method.Name}'.")))
            .OrderBy(fault => fault.Offset).ToList();
        if (unknown.Count > 0)
            throw Source.Syntax(unknown[0].Offset, unknown[0].Reason);
    }

    private ScriptStatement ParseStatement()
    {
        var at = Token.Offset;
        Enter(at);
        ScriptStatement statement;
        if (Accept(";"))
            statement = new ScriptBlock(at, []);
        else if (Accept("{"))
        {
            var inner = new List<ScriptStatement>();
            while (!Accept("}"))
                inner.Add(Token.Kind == ScriptTokenKind.End ? throw Source.Syntax(at, "'{' is not closed.") : ParseStatement());
            statement = new ScriptBlock(at, [.. inner]);
        }
        else if (AcceptName("if"))
        {
            Expect("(");
            var condition = ParseExpression();
            Expect(")");
            var then = ParseStatement();
            statement = new ScriptIf(at, condition, then, AcceptName("else") ? ParseStatement() : new ScriptBlock(at, []));
        }
        else if (AcceptName("return"))
        {
            var hasValue = !(Token.Kind == ScriptTokenKind.End || Token.AfterNewLine || Token.IsSign(";") || Token.IsSign("}"));
            statement = new ScriptReturn(at, hasValue ? ParseExpression() : null);
            EndStatement();
        }
        else if (AcceptName("var") || AcceptName("let") || AcceptName("const"))
        {
            var declared = new List<ScriptStatement>();
            do
            {
                var nameAt = Token.Offset;
                var name = ExpectVariable();
                _written.Add(name);
                declared.Add(new ScriptDeclaration(nameAt, name, Accept("=") ? ParseExpression() : null));
            }
            while (Accept(","));
            EndStatement();
            statement = new ScriptBlock(at, [.. declared]);
        }
        else
        {
            statement = new ScriptExpressionStatement(at, ParseExpression());
            EndStatement();
        }
        _depth--;
        return statement;
    }

    private void EndStatement()
    {
        if (!Accept(";") && Token.Kind != ScriptTokenKind.End && !Token.IsSign("}") && !Token.AfterNewLine)
            throw Unexpected();
    }

    private ScriptNode ParseExpression()
    {
        var at = Token.Offset;
        Enter(at);
        var value = ParseBinary(0);
        if (Accept("?"))
        {
            var then = ParseExpression();
            Expect(":");
            value = new ScriptChoice(at, value, then, ParseExpression());
        }
        else if (Token.Kind == ScriptTokenKind.Sign && Token.Text is "=" or "+=" or "-=" or "*=" or "/=" && value is ScriptVariable variable)
        {
            var (sign, signAt) = (Token.Text, Token.Offset);
            Advance();
            var right = ParseExpression();
            _written.Add(variable.Name);
            value = new ScriptAssignment(at, variable.Name, sign == "=" ? right : new ScriptOperation(signAt, sign[..1], variable, right));
        }
        _depth--;
        return Checked(value);
    }

    private ScriptNode ParseBinary(int above)
    {
        var left = ParseUnary();
        while (Token.Kind == ScriptTokenKind.Sign && Precedence.TryGetValue(Token.Text, out var precedence) && precedence > above)
        {
            var (sign, at) = (Token.Text, Token.Offset);
            Advance();
            var right = ParseBinary(precedence);
            left = Checked(sign is "&&" or "||" or "??"
                ? new ScriptLogical(at, sign, left, right)
                : new ScriptOperation(at, sign, left, right));
        }
        return left;
    }

    private ScriptNode ParseUnary()
    {
        var at = Token.Offset;
        if (!(Token.Kind == ScriptTokenKind.Sign && Token.Text is "!" or "-" or "+") && !Token.IsName("typeof"))
            return ParsePostfix();
        Enter(at);
        var sign = Token.Text;
        Advance();
        var operand = ParseUnary();
        // typeof asks whether a name is known.
        if (sign == "typeof" && operand is ScriptVariable variable)
            _read.RemoveAt(_read.LastIndexOf(variable));
        _depth--;
        return Checked(new ScriptUnary(at, sign, operand));
    }

    private ScriptNode ParsePostfix()
    {
        var value = ParsePrimary();
        var mayEnd = false;
        while (true)
        {
            var at = Token.Offset;
            mayEnd |= Token.IsSign("?.");
            if (Accept("."))
                value = new ScriptMember(at, value, new ScriptLiteral(Token.Offset, ExpectName()), isOptional: false);
            else if (Accept("?."))
                value = Accept("[")
                    ? new ScriptMember(at, value, ParseIndex(), isOptional: true)
                    : new ScriptMember(at, value, new ScriptLiteral(Token.Offset, ExpectName()), isOptional: true);
            else if (Accept("["))
                value = new ScriptMember(at, value, ParseIndex(), isOptional: false);
            else if (Accept("("))
            {
                if (value is ScriptMember { Name: { } name })
                    _methods.Add((name, value.Offset));
                value = new ScriptCall(at, value, ParseList(")"));
            }
            else
                return mayEnd ? Checked(new ScriptChain(at, value)) : value;
            Checked(value);
        }
    }

    private ScriptNode ParseIndex()
    {
        var index = ParseExpression();
        Expect("]");
        return index;
    }

    private ScriptNode[] ParseList(string end)
    {
        var items = new List<ScriptNode>();
        while (!Accept(end))
        {
            items.Add(ParseExpression());
            if (!Token.IsSign(end))
                Expect(",");
        }
        return [.. items];
    }

    private ScriptNode ParsePrimary()
    {
        var first = Token;
        switch (first.Kind)
        {
            case ScriptTokenKind.Number:
                Advance();
                return new ScriptLiteral(first.Offset, first.Number);
            case ScriptTokenKind.String:
                Advance();
                return new ScriptLiteral(first.Offset, first.Text);
            case ScriptTokenKind.Template:
                return ParseTemplate();
            case ScriptTokenKind.Name when Constant(first.Text, out var constant):
                Advance();
                return new ScriptLiteral(first.Offset, constant);
            case ScriptTokenKind.Name:
                return Read(new ScriptVariable(first.Offset, ExpectVariable()));
            case ScriptTokenKind.Sign when Accept("("):
                var inner = ParseExpression();
                Expect(")");
                return inner;
            case ScriptTokenKind.Sign when Accept("["):
                return new ScriptList(first.Offset, ParseList("]"));
            case ScriptTokenKind.Sign when Accept("{"):
                return ParseObject(first.Offset);
            default:
                throw Unexpected();
        }
    }

    private ScriptObject ParseObject(int at)
    {
        var members = new List<(string, ScriptNode)>();
        while (!Accept("}"))
        {
            var name = Token;
            if (name.Kind is not (ScriptTokenKind.Name or ScriptTokenKind.String or ScriptTokenKind.Number))
                throw Source.Syntax(name.Offset, "The name of a member is expected.");
            Advance();
            var key = name.Kind == ScriptTokenKind.Number ? ExpressionValue.NumberText(name.Number) : name.Text;
            if (name.Kind == ScriptTokenKind.Name && !Token.IsSign(":"))
                members.Add((key, Read(new ScriptVariable(name.Offset, key))));
            else
            {
                Expect(":");
                members.Add((key, ParseExpression()));
            }
            if (!Token.IsSign("}"))
                Expect(",");
        }
        return new(at, [.. members]);
    }

    private ScriptTemplate ParseTemplate()
    {
        var at = Token.Offset;
        var parts = new List<ScriptNode>();
        while (true)
        {
            var (text, hasExpression) = _lexer.ReadTemplate(at);
            parts.Add(new ScriptLiteral(at, text));
            Advance();
            if (!hasExpression)
                return new(at, [.. parts]);
            parts.Add(ParseExpression());
            // The brace is not passed: behind it the template's text goes on, which is not made of tokens.
            if (!Token.IsSign("}"))
                throw Source.Syntax(Token.Offset, "'}' is expected.");
        }
    }

    private ScriptVariable Read(ScriptVariable variable)
    {
        _read.Add(variable);
        return variable;
    }

    private static bool Constant(string name, out object? value)
    {
        value = name switch
        {
            "true" => true,
            "false" => false,
            "undefined" => ScriptUndefined.Value,
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            _ => null,
        };
        return value is not null || name == "null";
    }

    private void Enter(int at)
    {
        if (++_depth > ExpressionLimits.MaxDepth)
            throw Source.Syntax(at, $"The script is nested more than {ExpressionLimits.MaxDepth} deep.");
    }

    private ScriptNode Checked(ScriptNode node) => node.Depth <= MaxTreeDepth
        ? node
        : throw Source.Syntax(node.Offset, $"The expression has more than {MaxTreeDepth} parts that depend on each other.");

    protected override ScriptToken ReadToken() => _lexer.Next();

    private string ExpectVariable() => Token.Kind == ScriptTokenKind.Name && Reserved.Contains(Token.Text)
        ? throw Source.Syntax(Token.Offset, $"'{Token.Text}' is not part of the language here, or does not belong in this place.")
        : ExpectName();

    private ExpressionSyntaxException Unexpected() => Token.Kind == ScriptTokenKind.End
        ? Source.Syntax(Token.Offset, "The script ends too early.")
        : Source.Syntax(Token.Offset, $"'{Token.Text}' is not expected here.");
}
