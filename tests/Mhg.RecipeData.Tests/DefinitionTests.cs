namespace Mhg.RecipeData.Tests;

public sealed class DefinitionTests
{
    [Fact]
    public void A_type_is_made_of_parts_that_are_defined()
    {
        foreach (var type in Definitions.Types.Values)
        {
            foreach (var part in type.Parts)
                (Definitions.BuiltInParts.Contains(part.PartName) || Definitions.Parts.ContainsKey(part.PartName)).ShouldBeTrue($"{type.Name}.{part.PartName}");
            type.Parts.Select(part => part.Name).ShouldBeUnique();
        }
    }

    [Fact]
    public void A_field_is_of_a_known_kind_and_bears_its_settings()
    {
        foreach (var field in Definitions.Parts.Values.SelectMany(fields => fields))
        {
            Definitions.FieldData.Keys.ShouldContain(field.Kind, $"{field.Part}.{field.Name}");
            field.KindSettings.ShouldNotBeNull($"{field.Part}.{field.Name}");
        }
    }

    [Fact]
    public void What_is_reviewed_has_a_title_an_address_readers_and_its_own_part()
    {
        foreach (var type in Definitions.ReviewedTypes)
        {
            string[] parts = ["TitlePart", "AutoroutePart", "AudiencePart", "CommonPart", type.Name];
            parts.ShouldAllBe(part => type.Part(part) != null, type.Name);
            type.Settings["ContentTypeSettings"].Flag("Draftable").ShouldBeTrue(type.Name);
            type.Settings["ContentTypeSettings"].Flag("Versionable").ShouldBeTrue(type.Name);
            (type.Part("AudiencePart")!.Settings["AudiencePartSettings"]!["DefaultReaders"]).Texts().ShouldNotBeEmpty(type.Name);
        }
    }

    [Fact]
    public void Html_is_sanitized_in_every_field()
    {
        foreach (var field in Definitions.Parts.Values.SelectMany(fields => fields).Where(field => field.Kind == "HtmlField"))
            field.KindSettings.Flag("SanitizeHtml").ShouldBeTrue($"{field.Part}.{field.Name}");
    }

    [Fact]
    public void What_a_field_or_a_bag_points_to_is_defined()
    {
        var taxonomies = Items.OfType("Taxonomy").Select(Items.Id).ToHashSet();
        foreach (var field in Definitions.Parts.Values.SelectMany(fields => fields))
        {
            field.KindSettings?["DisplayedContentTypes"].Texts().ShouldBeSubsetOf(Definitions.Types.Keys);
            if (field.Kind == "TaxonomyField")
                taxonomies.ShouldContain(field.KindSettings!.Text("TaxonomyContentItemId"));
        }

        foreach (var part in Definitions.Types.Values.SelectMany(type => type.Parts))
            part.ContainedTypes.ShouldBeSubsetOf(Definitions.Types.Keys);
    }

    [Fact]
    public void The_full_text_of_a_type_names_each_of_its_text_fields()
    {
        foreach (var type in Definitions.ReviewedTypes)
        {
            var template = type.Settings["FullTextAspectSettings"]!.Text("FullTextTemplate");
            foreach (var field in TextFields(type))
                template.ShouldContain($"{field.Part}.{field.Name}.{(field.Kind == "HtmlField" ? "Html | strip_html" : "Text")}");
        }
    }

    [Fact]
    public void How_to_reach_a_person_is_never_indexed()
    {
        foreach (var field in Definitions.Parts["ContactPart"])
            field.Settings["LuceneContentIndexSettings"].ShouldBeNull(field.Name);
        Definitions.Types["ResourcePerson"].Settings["FullTextAspectSettings"]!.Text("FullTextTemplate").ShouldNotContain("ContactPart");
    }

    // A predefined list holds a code and not words, and contact details are kept out on purpose.
    private static IEnumerable<FieldDefinition> TextFields(TypeDefinition type) =>
        type.Parts
            .SelectMany(part => part.PartName == "BagPart" ? part.ContainedTypes : [part.PartName])
            .Where(part => part != "ContactPart" && Definitions.Parts.ContainsKey(part))
            .SelectMany(part => Definitions.Parts[part])
            .Where(field => field.Kind == "HtmlField" || (field.Kind == "TextField" && !field.PredefinedValues.Any()));
}
