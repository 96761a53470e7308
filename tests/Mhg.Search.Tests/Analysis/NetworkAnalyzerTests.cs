using System.Text;
using Mhg.Search.Analysis;
using Mhg.Search.Highlighting;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;

namespace Mhg.Search.Tests.Analysis;

public sealed class NetworkAnalyzerTests
{
    private static readonly Analyzer WithoutIcu = new NetworkAnalyzer(() => null);

    // The words that ICU 72's word break iterator finds in the whole sentence.
    [Theory]
    [InlineData("แรงงาน|ข้าม|ชาติ|ต้อง|ได้|รับ|บริการ|สุขภาพ|อย่าง|เท่า|เทียม|กัน")]
    [InlineData("ผู้|ย้าย|ถิ่น|ใน|ประเทศไทย|มี|สิทธิ|เข้า|ถึง|การ|รักษา|พยาบาล")]
    [InlineData("ແຮງງານ|ເຄື່ອນຍ້າຍ|ຕ້ອງ|ໄດ້ຮັບ|ການ|ບໍລິການ|ສຸຂະພາບ")]
    [InlineData("ໂຮງໝໍ|ໃນ|ແຂວງ|ສະຫວັນນະເຂດ|ຊ່ວຍເຫຼືອ|ຜູ້|ຍົກຍ້າຍ")]
    [InlineData("ពលករ|ចំណាកស្រុក|ត្រូវការ|សេវា|សុខភាព|នៅកន្លែង|ធ្វើការ")]
    [InlineData("រដ្ឋាភិបាល|កម្ពុជា|ជួយ|ដល់|អ្នកធ្វើ|ចំណាកស្រុក")]
    [InlineData("ရွှေ့ပြောင်း|အလုပ်သမား|များသည် ကျန်းမာရေး|စောင့်ရှောက်|မှု လိုအပ်|သည်")]
    [InlineData("မြန်မာနိုင်ငံ|မှ ဒုက္ခသည်|များ|အတွက် ဆေးရုံ")]
    [InlineData("การ|อบรม HIV สำหรับ|แรงงาน|พม่า")]
    public void Scripts_without_spaces_are_cut_into_the_words_of_the_dictionary(string words)
    {
        var text = words.Replace("|", "");
        var tokens = Analyzer.Network.Tokenize(text);
        tokens.Select(token => text[token.Start..token.End]).ShouldBe(words.Split('|', ' '));
        tokens.Select(token => token.Position).ShouldBe(Enumerable.Range(0, tokens.Count));
    }

    [Theory]
    [InlineData("แร|ง|งา|น|ข้า|ม|ชา|ติ")]
    [InlineData("สำ|ห|รั|บ|เที|ย|ม")]
    [InlineData("ໂຮ|ງ|ໝໍ|ໃນ|ແຂ|ວ|ງ")]
    [InlineData("ចំ|ណា|ក|ស្រុ|ក|ត្រូ|វ|កា|រ")]
    [InlineData("မြန်|မာ|နိုင်|ငံ|မှ")]
    [InlineData("ဒုက္ခ|သည်|စောင့်|ရှောက်|မှု")]
    public void Without_ICU_the_same_scripts_are_cut_into_overlapping_pairs_of_syllables(string syllables)
    {
        var text = syllables.Replace("|", "");
        var tokens = WithoutIcu.Tokenize(text);
        tokens.Select(token => text[token.Start..token.End]).ShouldBe(Pairs(syllables.Split('|')));
        tokens.Select(token => token.Position).ShouldBe(Enumerable.Range(0, tokens.Count));
    }

    [Fact]
    public void A_lone_syllable_is_a_word_where_there_is_no_ICU()
    {
        WithoutIcu.Tokenize("ที่ HIV မှ").Select(token => token.Term).ShouldBe(["ที่", "hiv", "မှ"]);
    }

    [Theory]
    [InlineData("移民健康", "移民@0 民健@1 健康@2")]
    [InlineData("移民的健康、中 与权利。", "移民@0 民的@1 的健@2 健康@3 中@4 与权@5 权利@6")]
    [InlineData("東京のクリニック", "東京@0 京の@1 のク@2 クリ@3 リニ@4 ニッ@5 ック@6")]
    [InlineData("이주민 건강권", "이주@0 주민@1 건강@2 강권@3")]
    [InlineData("HIV感染 2024년 𠀀𠀁字", "hiv@0 感染@1 2024년@2 𠀀𠀁@3 𠀁字@4")]
    public void Chinese_Japanese_and_Korean_become_the_pairs_of_Lucenes_CJKBigramFilter(string text, string tokens)
    {
        string.Join(' ', Analyzer.Network.Tokenize(text).Select(token => $"{token.Term}@{token.Position}")).ShouldBe(tokens);
    }

    [Theory]
    [InlineData("ｶﾞｲﾄﾞ", "ガイド")]
    [InlineData("한국어", "한국어")]
    [InlineData("ＨＩＶ", "HIV")]
    [InlineData("Nguyễn", "Nguyễn")]
    [InlineData("ﬁnance", "finance")]
    [InlineData("ဦ", "ဦ")]
    public void Other_forms_of_the_same_characters_are_the_same_terms(string text, string usual)
    {
        var terms = Analyzer.Network.Tokenize(text.Normalize(NormalizationForm.FormD)).Select(token => token.Term).ToList();
        terms.ShouldNotBeEmpty();
        terms.ShouldBe(Analyzer.Network.Tokenize(text).Select(token => token.Term));
        terms.ShouldBe(Analyzer.Network.Tokenize(usual).Select(token => token.Term));
    }

    [Fact]
    public void A_word_with_accents_stands_in_its_place_without_them_and_with_them()
    {
        Analyzer.Network.Tokenize("The Nguyễn Đình résumés").ShouldBe(
        [
            new("nguyen", 1, 4, 10), new("nguyễn", 1, 4, 10), new("dinh", 2, 11, 15), new("đình", 2, 11, 15),
            new("resum", 3, 16, 23), new("résumé", 3, 16, 23),
        ]);
    }

    [Theory]
    [InlineData("Đà Øst Łódź Straße Æsir œuvre Ĳssel þorn ırmak", "da ost lodz strass aesir oeuvr ijssel thorn irmak")]
    [InlineData("Parañaque sức khỏe người lao động", "paranaqu suc khoe nguoi lao dong")]
    [InlineData("ปี ๒๕๖๗ ២០២៤ ၂၀၂၄ ໒໐໒໔ ٢٠٢٤", "ปี 2567 2024 2024 2024 2024")]
    [InlineData("kesehatan migran москва й", "kesehatan migran москва й")]
    public void Accents_special_letters_and_digits_are_folded(string text, string folded)
    {
        Analyzer.Network.Tokenize(text).DistinctBy(token => token.Position).Select(token => token.Term).ShouldBe(folded.Split(' '));
    }

    [Fact]
    public void English_is_analyzed_as_by_the_English_analyzer()
    {
        const string text = "The migrants' health-care: don't O'Neil's 3.14 U.S. reports, naming_it";
        Analyzer.Network.Tokenize(text).ShouldBe(Analyzer.English.Tokenize(text));
    }

    [Fact]
    public void A_long_text_without_spaces_is_cut_nowhere_but_between_words()
    {
        const string sentence = "แรงงานข้ามชาติต้องได้รับบริการสุขภาพ";
        var words = Analyzer.Network.Tokenize(sentence).Select(token => token.Term).ToList();
        var text = string.Concat(Enumerable.Repeat(sentence, 500));
        Analyzer.Network.Tokenize(text).Select(token => token.Term).ShouldBe(Enumerable.Repeat(words, 500).SelectMany(word => word));
    }

    [Fact]
    public void Many_threads_find_the_same_words()
    {
        string[] texts = ["แรงงานข้ามชาติ", "ພວກເຮົາຮຽນຢູ່ໂຮງຮຽນ", "ពលករចំណាកស្រុក", "မြန်မာနိုင်ငံ"];
        var expected = texts.Select(Terms).ToList();
        Parallel.For(0, 400, i => Terms(texts[i % texts.Length]).ShouldBe(expected[i % texts.Length]));

        static string Terms(string text) => string.Join('|', Analyzer.Network.Tokenize(text).Select(token => token.Term));
    }

    [Fact]
    public void Whatever_the_text_tokens_ascend_and_never_cut_a_character()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] alphabets =
        [
            "abcXYZ ’'s.,_19", "àéñđøßÅạằễữ \u0301\u0323\u0303", "กขงจเแโใไาะำิ้่ๆฯ", "ກຂຄເແໂາະຳ້ໝຽ", "កខគ្ាិេោំះ។៛", "ကခဂ့်္ျြွေိုာအဦ",
            "移民健康东𠀀\u3099\U000E0100", "ひらがなカタカナーｶﾞ", "한국어ᄀ\u1161\u11A8", "אבג\"'", "😀👍🏽\u200D❤\uFE0F🇹🇭1\u20E3", "\uD800\uDC00\uFFFE\u200B \n", "𑜀𑜁𞤀𝐀ﷺ㍿",
        ];
        for (var i = 0; i < 3000; i++)
        {
            var chosen = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => alphabets[random.Next(alphabets.Length)]));
            var text = string.Concat(Enumerable.Range(0, random.Next(random.Next(10) == 0 ? 700 : 40)).Select(_ => chosen[random.Next(chosen.Length)]));
            foreach (var analyzer in (Analyzer[])[Analyzer.Network, WithoutIcu, Analyzer.English, Analyzer.Standard])
            {
                Should.NotThrow(() => analyzer.Normalize(text), $"seed {seed}");
                Token? before = null;
                foreach (var token in analyzer.Tokenize(text))
                {
                    var which = $"seed {seed}, text {i}, {token}";
                    token.Term.ShouldNotBeEmpty(which);
                    token.Start.ShouldBeInRange(before?.Start ?? 0, text.Length - 1, which);
                    token.End.ShouldBeInRange(token.Start + 1, text.Length, which);
                    token.Position.ShouldBeGreaterThanOrEqualTo(before?.Position ?? 0, which);
                    if (token.Position == before?.Position) (token.Start, token.End).ShouldBe((before.Value.Start, before.Value.End), which);
                    CutsCharacter(text, token.Start).ShouldBeFalse(which);
                    CutsCharacter(text, token.End).ShouldBeFalse(which);
                    before = token;
                }
            }
        }
    }

    [Theory]
    [InlineData("Nguyễn", "nguyễn nguyen")]
    [InlineData("nguyễn", "nguyễn nguyen")]
    [InlineData("Nguyen", "nguyen nguyễn")]
    [InlineData("\"Nguyễn Văn\"", "nguyễn nguyen")]
    [InlineData("\"nguyen van\"", "nguyen nguyễn")]
    [InlineData("+nguyễn +văn", "nguyễn nguyen")]
    [InlineData("Nguyễ*", "nguyen nguyễn")]
    [InlineData("คนไข้", "thai")]
    [InlineData("สุขภาพ", "thai")]
    [InlineData("健康", "chinese")]
    [InlineData("\"migrant health\"", "english")]
    public void A_name_is_found_with_and_without_its_marks_and_the_same_spelling_first(string query, string found)
    {
        using var index = Names();
        using var searcher = index.Acquire();
        foreach (var operators in (QueryOperator[])[QueryOperator.Or, QueryOperator.And])
        {
            var parser = new QueryParser(index.Schema, new QueryField("title", 3), "body") { DefaultOperator = operators };
            searcher.Search(parser.Parse(query)).Hits.Select(hit => hit.Id).ShouldBe(found.Split(' '), ignoreOrder: query.EndsWith('*'));
        }
    }

    [Theory]
    [InlineData("nguyen", "Ông [Nguyễn] Văn Minh nói về sức khỏe.")]
    [InlineData("\"van minh\"", "Ông Nguyễn [Văn] [Minh] nói về sức khỏe.")]
    [InlineData("suc khoe", "Ông Nguyễn Văn Minh nói về [sức] [khỏe].")]
    [InlineData("สุขภาพ", "บริการ[สุขภาพ]ของแรงงาน")]
    [InlineData("移民健康", "关于[移民健康]的报告")]
    public void What_was_found_is_marked_in_the_original_spelling(string query, string marked)
    {
        var text = marked.Replace("[", "").Replace("]", "");
        using var index = new SearchIndex(new IndexSchema(new TextField("body", Analyzer.Network)), TemporaryFolder.New());
        index.Update(new SearchDocument("1") { { "body", text } });
        index.Refresh();
        using var searcher = index.Acquire();
        var passage = new Highlighter(searcher).Whole(new QueryParser(index.Schema, "body").Parse(query), "body", text);
        string.Concat(passage.Parts(text).Select(part => part.IsMatch ? $"[{part.Text}]" : part.Text)).ShouldBe(marked);
    }

    private static SearchIndex Names()
    {
        var index = new SearchIndex(new IndexSchema(new TextField("title", Analyzer.Network), new TextField("body", Analyzer.Network)), TemporaryFolder.New());
        Add("nguyen", "Dr Nguyen Van Minh, Hanoi", "A clinic");
        Add("nguyễn", "Dr Nguyễn Văn Minh, Hà Nội", "A clinic");
        Add("thai", "คลินิก", "คนไข้ได้รับบริการสุขภาพ");
        Add("chinese", "报告", "移民健康");
        Add("english", "A report", "Migrants' health");
        index.Refresh();
        return index;

        void Add(string id, string title, string body) => index.Update(new SearchDocument(id) { { "title", title }, { "body", body } });
    }

    private static IEnumerable<string> Pairs(string[] units) => units.Zip(units.Skip(1), (first, second) => first + second);

    private static bool CutsCharacter(string text, int i) => i > 0 && i < text.Length && char.IsSurrogatePair(text[i - 1], text[i]);
}
