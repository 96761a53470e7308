using Mhg.ContentManagement.Elements;

namespace Mhg.SampleModule;

/// <summary>How the writer felt: a kind of field that the host does not have.</summary>
public sealed class MoodField : ContentFieldType
{
    public override string Name => "MoodField";

    public override IEnumerable<string> Text(ElementContext element) => element.Text("Mood") is { Length: > 0 } mood ? [mood] : [];
}
