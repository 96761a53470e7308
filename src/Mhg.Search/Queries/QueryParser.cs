using System.Globalization;
using System.Text;
using Mhg.Search.Indexing;

namespace Mhg.Search.Queries;

/// <summary>A field in which words without a field are looked for, and what their scores are multiplied by.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Boost">What scores in it are multiplied by.</param>
public readonly record struct QueryField(string Name, float Boost = 1)
{
    /// <summary>A field without a boost.</summary>
    public static implicit operator QueryField(string name) => new(name);
}

/// <summary>What stands between two words that no operator joins.</summary>
public enum QueryOperator
{
    /// <summary>Either word will do.</summary>
    Or,

    /// <summary>Both words are needed.</summary>
    And,
}

/// <summary>
/// Reads Lucene's classic query syntax: <c>word "a phrase"~2 +must -not AND OR NOT (group) field:word pre* w?ld fuzzy~1
/// /reg(ular)?exp/ [a TO b} word^2 *:*</c>. Several fields are searched as Lucene's MultiFieldQueryParser searches them. A parser has
/// no state and serves many threads.
/// </summary>
public sealed class QueryParser
{
    /// <summary>A boolean query with more clauses than this is refused, as in Lucene.</summary>
    public const int MaxClauses = 1024;

    /// <summary>A query with more UTF-16 units than this is refused.</summary>
    public const int MaxLength = 32_768;

    /// <summary>A query with more wildcards, prefixes, regular expressions, fuzzy words and ranges than this is refused: each may look through all terms.</summary>
    public const int MaxPatterns = 64;

    // Far above what a person writes, far below what the stack holds when the query is read, compiled and run.
    private const int MaxDepth = 64;

    // What a second occurrence of a word in a text of average length adds, as in Lucene's SynonymQuery.
    private const float TypedSpellingCounts = 0.4f;

    private const NumberStyles JavaFloat = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private readonly IndexSchema schema;
    private readonly QueryField[] fields;

    /// <summary>Creates a parser.</summary>
    /// <param name="schema">Says which fields there are and how their words are analyzed.</param>
    /// <param name="fields">Where words without a field are looked for: at least one.</param>
    /// <exception cref="ArgumentException">No field is given, or one that the schema lacks or whose boost is negative.</exception>
    public QueryParser(IndexSchema schema, params IEnumerable<QueryField> fields)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(fields);
        this.schema = schema;
        this.fields = [.. fields];
        if (this.fields.Length == 0) throw new ArgumentException("A parser needs a field to search.", nameof(fields));
        foreach (var field in this.fields)
        {
            if (!schema.TryGetField(field.Name, out _)) throw new ArgumentException($"The index has no field '{field.Name}'.", nameof(fields));
            if (!float.IsFinite(field.Boost) || field.Boost < 0) throw new ArgumentException($"The boost of the field '{field.Name}' is not a positive number.", nameof(fields));
        }
    }

    /// <summary>What stands between two words that no operator joins.</summary>
    public QueryOperator DefaultOperator { get; init; }

    /// <summary>Other names of fields, such as <c>country</c> for <c>Workshop.Country</c>.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a word may begin with <c>*</c> or <c>?</c>, which looks through all terms.</summary>
    public bool AllowLeadingWildcard { get; init; } = true;

    /// <summary>
    /// Lucene 8's MultiFieldQueryParser loses a phrase's slop in a field that has a boost. Set this for the same
    /// answers where engines are compared; then every one of several fields counts as boosted.
    /// </summary>
    public bool DropSlopAsLucene { get; init; }

    /// <summary>Reads a query.</summary>
    /// <exception cref="QuerySyntaxException">The text is not a query; the exception says what is wrong and where.</exception>
    public Query Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength) throw new QuerySyntaxException($"The query is too long: it may have {MaxLength} characters.", text, MaxLength);
        return new Reading(this, text).Whole();
    }

    /// <summary>Reads a query, and where it can't be read looks for its words instead. Never throws for any text.</summary>
    public Query ParseForgiving(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return Parse(text);
        }
        catch (QuerySyntaxException)
        {
            return ParseWords(text);
        }
    }

    /// <summary>Looks for the words of the text; no character has a meaning. Words beyond <see cref="MaxClauses"/> are left out.</summary>
    public Query ParseWords(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(word => word is not ("AND" or "OR" or "NOT" or "&&" or "||"));
        var clauses = new List<BooleanClause>();
        foreach (var word in words)
        {
            // So short a text has no more terms than a query may have.
            var query = FieldQuery(null, word[..Math.Min(word.Length, MaxClauses)], quoted: false);
            if (query is not null) clauses.Add(new(query, DefaultOccur));
            if (clauses.Count == MaxClauses) break;
        }
        return clauses is [var only] ? only.Query : new BooleanQuery(clauses);
    }

    /// <summary>Puts a backslash before every character that the syntax gives a meaning.</summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if ("\\+-!():^[]\"{}~*?|&/".Contains(c)) escaped.Append('\\');
            escaped.Append(c);
        }
        return escaped.ToString();
    }

    private Occur DefaultOccur => DefaultOperator == QueryOperator.And ? Occur.Must : Occur.Should;

    private Query? FieldQuery(string? field, string text, bool quoted, int slop = 0)
    {
        if (field is not null) return SingleFieldQuery(field, text, quoted, slop);
        if (fields is [var only]) return Boosted(SingleFieldQuery(only.Name, text, quoted, slop), only.Boost);

        var queries = new Query?[fields.Length];
        var words = 0;
        for (var i = 0; i < fields.Length; i++)
        {
            queries[i] = SingleFieldQuery(fields[i].Name, text, quoted, DropSlopAsLucene ? 0 : slop);
            words = Math.Max(words, queries[i] switch { BooleanQuery several => several.Clauses.Count, null => 0, _ => 1 });
        }
        // The words are the outer clauses and the fields the inner ones, so that each word may be in any field.
        var clauses = new List<Query>();
        for (var word = 0; word < words; word++)
        {
            var inFields = new List<Query>();
            for (var i = 0; i < fields.Length; i++)
            {
                var query = queries[i] is BooleanQuery several ? several.Clauses.ElementAtOrDefault(word)?.Query : word == 0 ? queries[i] : null;
                if (query is not null) inFields.Add(Boosted(query, fields[i].Boost)!);
            }
            if (words == 1) clauses.AddRange(inFields);
            else if (inFields.Count > 0) clauses.Add(BooleanQuery.Or(inFields));
        }
        return clauses.Count == 0 ? null : BooleanQuery.Or(clauses);
    }

    private Query? SingleFieldQuery(string field, string text, bool quoted, int slop)
    {
        List<PhraseTerm> shared = [], typed = [];
        schema.AnalyzerOf(field).Analyze(text, (term, position, _, _) =>
        {
            var word = new PhraseTerm(term.ToString(), position);
            if (typed is [.., var before] && before.Position == position) typed[^1] = word;
            else
            {
                shared.Add(word);
                typed.Add(word);
            }
        });
        if (shared.Count > MaxClauses) throw TooManyWords(text);
        if (quoted && shared.Count > 1)
        {
            var phrase = new PhraseQuery(field, shared, slop);
            return shared.SequenceEqual(typed) ? phrase : Spellings(phrase, new PhraseQuery(field, typed, slop));
        }
        Query[] words = [.. shared.Zip(typed, Query (any, exact) =>
            any == exact ? new TermQuery(field, any.Term) : Spellings(new TermQuery(field, any.Term), new TermQuery(field, exact.Term)))];
        return words switch
        {
            [] => null,
            [var only] => only,
            _ => new BooleanQuery([.. words.Select(word => new BooleanClause(word, DefaultOccur))]),
        };
    }

    /// <summary>What any spelling of a word has, and the spelling that was typed, which ranks first.</summary>
    private static DisjunctionMaxQuery Spellings(Query shared, Query typed) => new DisjunctionMaxQuery([shared, typed], TypedSpellingCounts);

    private static Query? Boosted(Query? query, float boost) => query is null || boost == 1 ? query : query.Boost(boost);

    private static QuerySyntaxException TooManyWords(string text) =>
        new($"The query has too many words: {MaxClauses} may stand side by side. Leave some out.", text, 0);

    private string Normalize(string field, string part) => schema.AnalyzerOf(field).Normalize(part);

    /// <summary>The reading of one query, by recursive descent over its tokens.</summary>
    private sealed class Reading
    {
        private enum Modifier
        {
            None,
            Required,
            Prohibited,
        }

        private readonly QueryParser parser;
        private readonly string text;
        private readonly List<QueryToken> tokens;
        private int next;
        private int depth;
        private int patterns;

        public Reading(QueryParser parser, string text)
        {
            this.parser = parser;
            this.text = text;
            tokens = QueryLexer.Tokenize(text);
        }

        private QueryToken Current => tokens[next];

        public Query Whole()
        {
            if (Current.Kind == QueryTokenKind.End) throw Error("The query is empty: type a word to search for.", Current);
            var query = Group(null);
            return Current.Kind == QueryTokenKind.End ? query ?? Query.None : throw Unexpected();
        }

        private Query? Group(string? field)
        {
            var clauses = new List<BooleanClause>();
            Query? first = null;
            if (IsRunOfWords()) first = RunOfWords(field, clauses);
            else
            {
                var modifier = ReadModifier();
                var query = Clause(field);
                AddClause(clauses, isAnd: false, isOr: false, modifier, query);
                if (modifier == Modifier.None) first = query;
            }
            while (Current.Kind is not (QueryTokenKind.End or QueryTokenKind.RightParen))
            {
                if (IsRunOfWords())
                {
                    RunOfWords(field, clauses);
                    continue;
                }
                var isAnd = Accept(QueryTokenKind.And);
                var isOr = !isAnd && Accept(QueryTokenKind.Or);
                var modifier = ReadModifier();
                AddClause(clauses, isAnd, isOr, modifier, Clause(field));
            }
            return clauses switch
            {
                [] => null,
                [_] when first is not null => first,
                { Count: > MaxClauses } => throw TooManyWords(text),
                _ => new BooleanQuery(clauses),
            };
        }

        private Modifier ReadModifier() =>
            Accept(QueryTokenKind.Plus) ? Modifier.Required
            : Accept(QueryTokenKind.Minus) || Accept(QueryTokenKind.Not) ? Modifier.Prohibited
            : Modifier.None;

        private void AddClause(List<BooleanClause> clauses, bool isAnd, bool isOr, Modifier modifier, Query? query)
        {
            var byDefault = parser.DefaultOccur;
            // AND and OR say of the clause before them too whether it is needed.
            if (clauses is [.., { Occur: not Occur.MustNot } before])
            {
                if (isAnd) clauses[^1] = before with { Occur = Occur.Must };
                else if (isOr && byDefault == Occur.Must) clauses[^1] = before with { Occur = Occur.Should };
            }
            if (query is null) return;
            var required = byDefault == Occur.Must ? !isOr : modifier == Modifier.Required || isAnd;
            clauses.Add(new(query, modifier == Modifier.Prohibited ? Occur.MustNot : required ? Occur.Must : Occur.Should));
        }

        /// <summary>Whether two or more plain words follow one another; they are analyzed as one text.</summary>
        private bool IsRunOfWords() => Current.Kind == QueryTokenKind.Term && ContinuesRun(next + 1);

        private bool ContinuesRun(int i) => i + 1 < tokens.Count && tokens[i].Kind == QueryTokenKind.Term
            && tokens[i + 1].Kind is not (QueryTokenKind.Colon or QueryTokenKind.Star or QueryTokenKind.Tilde
                or QueryTokenKind.Caret or QueryTokenKind.And or QueryTokenKind.Or);

        private Query? RunOfWords(string? field, List<BooleanClause> clauses)
        {
            var first = Current;
            var words = new StringBuilder(Take().Text);
            while (ContinuesRun(next)) words.Append(' ').Append(Take().Text);
            Query? query;
            if (field is not null && !IsAnalyzed(field)) query = Value(field, Unescape(words.ToString(), first), first);
            else query = parser.FieldQuery(field, Unescape(words.ToString(), first), quoted: false);
            if (query is BooleanQuery several)
            {
                var occurs = several.Clauses.All(clause => clause.Query is TermQuery);
                clauses.AddRange(several.Clauses.Select(clause => occurs ? clause : clause with { Occur = parser.DefaultOccur }));
            }
            else if (query is not null) clauses.Add(new(query, parser.DefaultOccur));
            return query;
        }

        private Query? Clause(string? field)
        {
            if (tokens[next].Kind == QueryTokenKind.Term && tokens[next + 1].Kind == QueryTokenKind.Colon)
            {
                var token = Take();
                Take();
                field = FieldName(Unescape(token.Text, token), token);
            }
            else if (Current.Kind == QueryTokenKind.Star && tokens[next + 1].Kind == QueryTokenKind.Colon)
            {
                next += 2;
                field = "*";
            }
            if (Current.Kind != QueryTokenKind.LeftParen) return Term(field);

            var opening = Take();
            if (++depth > MaxDepth) throw Error($"The query has more than {MaxDepth} groups inside one another.", opening);
            if (Current.Kind == QueryTokenKind.RightParen) throw Error("There is nothing between “(” and “)”.", opening);
            var query = Current.Kind == QueryTokenKind.End ? null : Group(field);
            if (Current.Kind == QueryTokenKind.End) throw Error("The “(” has no “)” that ends the group.", opening);
            Take();
            depth--;
            return WithBoost(query, ReadBoost());
        }

        private string FieldName(string name, QueryToken token)
        {
            if (parser.Aliases.TryGetValue(name, out var field)) name = field;
            return parser.schema.TryGetField(name, out _) ? name
                : throw Error($"There is no field “{name}” to search. Put the words in quotation marks to search for them with the colon.", token);
        }

        private Query? Term(string? field)
        {
            var token = Current;
            switch (token.Kind)
            {
                case QueryTokenKind.RangeStartIncluded or QueryTokenKind.RangeStartExcluded:
                    return Range(field);
                case QueryTokenKind.Quoted:
                    Take();
                    var (slop, phraseBoost) = ReadTildeAndBoost();
                    return WithBoost(Phrase(field, token, slop), phraseBoost);
                case QueryTokenKind.Term or QueryTokenKind.Star or QueryTokenKind.Prefix or QueryTokenKind.Wildcard
                    or QueryTokenKind.Regexp or QueryTokenKind.BareOperator:
                    Take();
                    var (tilde, boost) = ReadTildeAndBoost();
                    return WithBoost(Word(field, token, tilde), boost);
                default:
                    throw Unexpected();
            }
        }

        private Query? Word(string? field, QueryToken token, QueryToken? tilde)
        {
            var word = Unescape(token.Kind == QueryTokenKind.BareOperator ? token.Text[..1] : token.Text, token);
            switch (token.Kind)
            {
                case QueryTokenKind.Star or QueryTokenKind.Wildcard:
                    if (field == "*" && token.Text == "*") return Query.All;
                    if (!parser.AllowLeadingWildcard && token.Text[0] is '*' or '?')
                        throw Error("A word can't begin with “*” or “?”.", token);
                    return InEachField(field, token, name => new WildcardQuery(name, NormalizePattern(name, token.Text)));
                case QueryTokenKind.Prefix:
                    var start = Unescape(token.Text[..^1], token);
                    return InEachField(field, token, name => new PrefixQuery(name, parser.Normalize(name, start)));
                case QueryTokenKind.Regexp:
                    return InEachField(field, token, name => Regexp(name, token));
            }
            if (tilde is not { } similarity) return FieldOrValue(field, word, quoted: false, 0, token);
            var edits = Edits(similarity, word);
            return InEachField(field, token, name => new FuzzyQuery(name, parser.Normalize(name, word), edits));
        }

        private RegexpQuery Regexp(string field, QueryToken token)
        {
            // The whole pattern is normalized, signs and escapes with it, as Lucene does.
            var pattern = parser.Normalize(field, token.Text[1..^1]);
            try
            {
                return new RegexpQuery(field, pattern);
            }
            catch (RegexpSyntaxException error)
            {
                throw new QuerySyntaxException(error.Message, text, token.Position + 1 + error.Position);
            }
        }

        /// <summary>Normalizes what stands between the signs; an escaped character stays as it is.</summary>
        private string NormalizePattern(string field, string pattern)
        {
            var normalized = new StringBuilder(pattern.Length);
            var from = 0;
            for (var i = 0; i < pattern.Length; i++)
            {
                if (pattern[i] is not ('*' or '?' or '\\')) continue;
                var length = pattern[i] == '\\' ? 2 : 1;
                normalized.Append(parser.Normalize(field, pattern[from..i])).Append(pattern, i, length);
                from = i + length;
                i = from - 1;
            }
            return normalized.Append(parser.Normalize(field, pattern[from..])).ToString();
        }

        private Query? Phrase(string? field, QueryToken token, QueryToken? tilde)
        {
            var slop = 0;
            if (tilde is { } distance && TryReadNumber(distance.Text.AsSpan(1), out var places)) slop = (int)places;
            if (slop < 0) throw Error("After “~” behind a phrase comes by how many places its words may be moved: 0 or more.", tilde!.Value);
            return FieldOrValue(field, Unescape(token.Text[1..^1], token), quoted: true, slop, token);
        }

        private Query? FieldOrValue(string? field, string words, bool quoted, int slop, QueryToken token) =>
            field is null || IsAnalyzed(field) ? parser.FieldQuery(field, words, quoted, slop) : Value(field, words, token);

        private int Edits(QueryToken tilde, string word)
        {
            if (!TryReadNumber(tilde.Text.AsSpan(1), out var similarity)) return FuzzyQuery.MostEdits;
            if (similarity < 0 || similarity >= 1 && similarity != (int)similarity)
                throw Error("After “~” comes how many characters may differ: 1 or 2.", tilde);
            // Up to Lucene 3 the number was a similarity between 0 and 1, and it still may be.
            var letters = word.EnumerateRunes().Count();
            return similarity >= 1 ? (int)Math.Min(similarity, FuzzyQuery.MostEdits) : similarity == 0 ? 0 : Math.Min((int)((1d - similarity) * letters), FuzzyQuery.MostEdits);
        }

        // As Java reads a float: with a letter for its type behind it, and no other words than these two.
        private static bool TryReadNumber(ReadOnlySpan<char> text, out float number)
        {
            if (text is [.., >= '0' and <= '9' or '.', 'f' or 'F' or 'd' or 'D']) text = text[..^1];
            return float.TryParse(text, JavaFloat, CultureInfo.InvariantCulture, out number)
                && (text.EndsWith("NaN", StringComparison.Ordinal) || text.EndsWith("Infinity", StringComparison.Ordinal) || char.IsAsciiDigit(text[^1]) || text[^1] == '.');
        }

        private Query Range(string? field)
        {
            var opening = Take();
            var from = Bound(opening);
            if (!Accept(QueryTokenKind.RangeTo)) throw Error("A range is written [2019 TO 2024], with TO in capital letters.", Current);
            var to = Bound(opening);
            if (Current.Kind is not (QueryTokenKind.RangeEndIncluded or QueryTokenKind.RangeEndExcluded))
                throw Error("A range is written [2019 TO 2024]; put bounds of several words in quotation marks.", Current);
            var includeTo = Take().Kind == QueryTokenKind.RangeEndIncluded;
            var includeFrom = opening.Kind == QueryTokenKind.RangeStartIncluded;
            var boost = ReadBoost();
            var range = InEachField(field, opening, name =>
            {
                if (!IsAnalyzed(name)) foreach (var bound in (string?[])[from, to]) if (bound is not null) Value(name, bound, opening);
                return new RangeQuery(name, Part(name, from), Part(name, to), includeFrom, includeTo);
            }, isRange: true);
            return WithBoost(range, boost)!;

            string? Part(string name, string? bound) => bound is null ? null : parser.Normalize(name, bound);
        }

        private string? Bound(QueryToken opening)
        {
            if (Current.Kind is not (QueryTokenKind.RangeBound or QueryTokenKind.RangeQuoted or QueryTokenKind.RangeTo))
                throw Error("A range has two bounds: [2019 TO 2024], or * for none.", opening);
            var token = Take();
            return token.Kind == QueryTokenKind.RangeQuoted ? Unescape(token.Text[1..^1], token) : token.Text == "*" ? null : Unescape(token.Text, token);
        }

        private Query InEachField(string? field, QueryToken token, Func<string, Query> make, bool isRange = false)
        {
            if (++patterns > MaxPatterns) throw Error($"The query has too many words with *, ?, ~ or / and ranges: {MaxPatterns} are allowed. Leave some out.", token);
            if (field is null && parser.fields.Length > 1) return BooleanQuery.Or(parser.fields.Select(each => Make(each.Name)));
            if (field is null) return Boosted(Make(parser.fields[0].Name), parser.fields[0].Boost)!;
            if (!isRange && !IsAnalyzed(field))
                throw Error($"The field “{field}” can't be searched for parts of words. Write a value, or a range such as {field}:[2019 TO 2024].", token);
            return Make(field);

            Query Make(string name)
            {
                try
                {
                    return make(name);
                }
                catch (QueryTooComplexException error)
                {
                    throw Error(error.Message, token);
                }
            }
        }

        private bool IsAnalyzed(string field) => !parser.schema.TryGetField(field, out var found) || found is TextField or KeywordField;

        private TermQuery Value(string field, string value, QueryToken token)
        {
            parser.schema.TryGetField(field, out var found);
            if (found is DateField && !DatePeriod.TryParse(value, out _))
                throw Error($"“{value}” is not a date. In the field “{field}” a date is written 2024, 2024-05 or 2024-05-31.", token);
            if (found is NumberField && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                throw Error($"“{value}” is not a number, which the field “{field}” needs.", token);
            return new TermQuery(field, value);
        }

        private (QueryToken? Tilde, float Boost) ReadTildeAndBoost()
        {
            QueryToken? tilde = Current.Kind == QueryTokenKind.Tilde ? Take() : null;
            var boost = ReadBoost();
            if (tilde is null && Current.Kind == QueryTokenKind.Tilde) tilde = Take();
            return (tilde, boost);
        }

        private float ReadBoost()
        {
            if (!Accept(QueryTokenKind.Caret)) return float.NaN;
            var token = Take();
            var boost = float.Parse(token.Text, CultureInfo.InvariantCulture);
            return float.IsFinite(boost) ? boost : throw Error("The number after “^” is too large.", token);
        }

        // A boost of 1 that was typed is kept, so that a parsed query reads as Lucene's does.
        private static Query? WithBoost(Query? query, float boost) => query is null || float.IsNaN(boost) ? query : query.Boost(boost);

        private string Unescape(string part, QueryToken token)
        {
            if (!part.Contains('\\')) return part;
            var plain = new StringBuilder(part.Length);
            for (var i = 0; i < part.Length; i++)
            {
                if (part[i] != '\\')
                {
                    plain.Append(part[i]);
                    continue;
                }
                if (++i == part.Length) throw Error("A query can't end with “\\”. Write “\\\\” to search for the sign itself.", token);
                if (part[i] != 'u')
                {
                    plain.Append(part[i]);
                    continue;
                }
                if (i + 4 >= part.Length || !ushort.TryParse(part.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
                    throw Error("After “\\u” come four digits of a character's number, such as \\u00e9.", token);
                plain.Append((char)unit);
                i += 4;
            }
            return plain.ToString();
        }

        private bool Accept(QueryTokenKind kind)
        {
            if (Current.Kind != kind) return false;
            next++;
            return true;
        }

        private QueryToken Take() => tokens[next++];

        private QuerySyntaxException Error(string message, QueryToken token) => new(message, text, token.Position);

        private QuerySyntaxException Unexpected() => Error(Current.Kind switch
        {
            QueryTokenKind.RightParen => "There is a “)” without a “(” before it.",
            QueryTokenKind.End => $"Something is missing after “{(next > 0 ? tokens[next - 1].Text.Trim() : "")}”: a word, a phrase or a group.",
            QueryTokenKind.Colon => "The “:” stands between a field and what is looked for in it. Put “\\” before it to search for the sign itself.",
            _ => $"“{Current.Text.Trim()}” can't stand here. Put the words in quotation marks to search for them as they are.",
        }, Current);
    }
}
