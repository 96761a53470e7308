using System.Text.Json;
using Mhg.ContentManagement.Elements;

namespace Mhg.ContentManagement.Fields;

/// <summary>Yes or no.</summary>
public sealed class BooleanField : ContentFieldType
{
    /// <inheritdoc/>
    public override string Name => nameof(BooleanField);

    /// <inheritdoc/>
    public override void Begin(ElementContext element)
    {
        if (element.Settings<BooleanFieldSettings>().DefaultValue)
            element.Data["Value"] = true;
    }

    /// <summary>The stored value; false where there is none.</summary>
    public static bool Value(ElementContext element) => element.Data["Value"]?.GetValueKind() == JsonValueKind.True;

    /// <inheritdoc/>
    public override void Index(ElementContext element, IndexEntries entries) => entries.Add(element.IndexName, Value(element) ? "true" : "false");

    /// <inheritdoc/>
    // A box that is not ticked is not sent; the hidden "false" before it says that it was there.
    public override void Read(ElementContext element, FormValues form)
    {
        if (form.Has(element.Path + ".Value"))
            element.Data["Value"] = form.Values(element.Path + ".Value").Contains("true");
    }
}

/// <summary>Settings of a <see cref="BooleanField"/>.</summary>
public sealed record BooleanFieldSettings
{
    /// <summary>What it means.</summary>
    public string? Hint { get; init; }

    /// <summary>The words beside the box.</summary>
    public string? Label { get; init; }

    /// <summary>What a new item begins with.</summary>
    public bool DefaultValue { get; init; }
}
