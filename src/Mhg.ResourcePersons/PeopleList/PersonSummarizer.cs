using Mhg.ContentManagement;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;

namespace Mhg.ResourcePersons;

public sealed class PersonSummarizer : ContentSummarizer
{
    private const int ShownTopics = 4;

    public override string ContentType => Person.ContentType;

    public override IEnumerable<string> Mentions(ContentItem item) => new Person(item).Organisation;

    public override ContentSummary Summarize(ContentItem item, ContentSummary plain, IReadOnlyDictionary<string, string> mentioned)
    {
        var person = new Person(item);
        return plain with
        {
            Photo = person.Photo,
            Text = person.Expertise.Count > 0 ? string.Join(", ", person.Expertise.Take(ShownTopics).Select(term => term.Name)) : null,
            Facts = [.. person.Organisation.Select(id => mentioned.GetValueOrDefault(id)).OfType<string>(), .. person.Countries.Select(term => term.Name)],
        };
    }
}
