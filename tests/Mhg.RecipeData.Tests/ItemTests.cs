namespace Mhg.RecipeData.Tests;

public sealed class ItemTests
{
    [Fact]
    public void Ids_are_26_small_letters_and_digits_and_each_is_used_once()
    {
        string[] ids =
        [
            .. Items.Everywhere.Select(Items.Id),
            .. Items.TopLevel.Select(item => item["ContentItemVersionId"]?.GetValue<string>()).OfType<string>(),
            // The review in stages takes the place of the review under its id.
            .. RecipeFile.AllSteps("WorkflowType").SelectMany(step => step["data"].Objects()).Select(type => type.Text("WorkflowTypeId")).Distinct(),
        ];

        ids.ShouldAllBe(id => id.Length == 26 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));
        ids.ShouldBeUnique();
    }

    [Fact]
    public void An_item_has_only_parts_and_fields_that_its_type_defines()
    {
        foreach (var item in Items.Everywhere)
        {
            var type = Definitions.Types[Items.Type(item)];
            foreach (var (name, data) in Items.PartsOf(item).Where(part => part.Key != "ContainedPart"))
            {
                var part = type.Part(name).ShouldNotBeNull($"{Items.Id(item)} has {name}");
                if (Definitions.Parts.TryGetValue(part.PartName, out var fields))
                    data.Select(field => field.Key).ShouldBeSubsetOf(fields.Select(field => field.Name), $"{Items.Id(item)}.{name}");
            }
        }
    }

    [Fact]
    public void The_data_of_a_field_has_the_shape_of_its_kind()
    {
        foreach (var (item, field, data) in Items.Fields())
            data.Select(property => property.Key).ShouldBeSubsetOf(Definitions.FieldData[field.Kind], $"{Items.Id(item)}.{field.Name}");
    }

    [Fact]
    public void Required_fields_and_titles_are_filled()
    {
        foreach (var item in Items.Everywhere)
        {
            var type = Definitions.Types[Items.Type(item)];
            if (type.Part("TitlePart") is not null)
                item["TitlePart"]!.Text("Title").ShouldBe(item.Text("DisplayText"));
            var required =
                from part in type.Parts
                from field in Definitions.Parts.GetValueOrDefault(part.PartName, [])
                where field.KindSettings.Flag("Required")
                select item[part.Name]![field.Name]!.Text("Text");
            required.ShouldAllBe(text => text.Length > 0);
        }
    }

    [Fact]
    public void A_content_picker_holds_items_of_the_types_it_offers()
    {
        foreach (var (item, field, data) in Items.Fields().Where(found => found.Field.Kind == "ContentPickerField"))
        {
            var picked = data["ContentItemIds"].Texts().ToList();
            var offered = field.KindSettings!["DisplayedContentTypes"].Texts().ToList();
            picked.ShouldAllBe(id => Items.ById.ContainsKey(id) && offered.Contains(Items.Type(Items.ById[id])), $"{Items.Id(item)}.{field.Name}");
            if (!field.KindSettings.Flag("Multiple"))
                picked.Count.ShouldBeLessThanOrEqualTo(1, $"{Items.Id(item)}.{field.Name}");
        }
    }

    [Fact]
    public void A_taxonomy_field_holds_terms_of_its_taxonomy()
    {
        foreach (var (item, field, data) in Items.Fields().Where(found => found.Field.Kind == "TaxonomyField"))
        {
            var taxonomy = data.Text("TaxonomyContentItemId");
            taxonomy.ShouldBe(field.KindSettings!.Text("TaxonomyContentItemId"));
            var terms = Items.ById[taxonomy]["TaxonomyPart"]!["Terms"].Objects().ToDictionary(Items.Id);
            var chosen = data["TermContentItemIds"].Texts().ToList();
            chosen.ShouldBeSubsetOf(terms.Keys, $"{Items.Id(item)}.{field.Name}");
            if (data["TagNames"] is { } names)
                names.Texts().ShouldBe(chosen.Select(id => terms[id].Text("DisplayText")));
        }
    }

    [Fact]
    public void A_predefined_list_holds_one_of_its_options()
    {
        foreach (var (item, field, data) in Items.Fields().Where(found => found.Field.PredefinedValues.Any()))
            field.PredefinedValues.ShouldContain(data.Text("Text"), $"{Items.Id(item)}.{field.Name}");
    }

    [Fact]
    public void Readers_are_everybody_the_members_or_a_role()
    {
        var roles = RecipeFile.AllSteps("Roles").SelectMany(step => step["Roles"].Objects()).Select(role => role.Text("Name"));
        string[] known = ["Public", "Members", .. roles];

        foreach (var item in Items.TopLevel.Where(item => item["AudiencePart"] is not null))
            (item["AudiencePart"]!["Readers"]!["Values"]).Texts().ShouldBeSubsetOf(known, Items.Id(item));
        foreach (var type in Definitions.ReviewedTypes)
            (type.Part("AudiencePart")!.Settings["AudiencePartSettings"]!["DefaultReaders"]).Texts().ShouldBeSubsetOf(known, type.Name);
    }

    [Fact]
    public void A_bag_or_a_list_holds_only_what_its_type_allows()
    {
        foreach (var item in Items.TopLevel)
        {
            foreach (var bag in Definitions.Types[Items.Type(item)].Parts.Where(part => part.PartName == "BagPart"))
                Items.Bag(item, bag.Name).Select(Items.Type).ShouldBeSubsetOf(bag.ContainedTypes, $"{Items.Id(item)}.{bag.Name}");

            if (item["ContainedPart"] is { } contained)
            {
                var list = Items.ById[contained.Text("ListContentItemId")];
                Items.Type(list).ShouldBe(contained.Text("ListContentType"));
                Definitions.Types[Items.Type(list)].Part("ListPart")!.ContainedTypes.ShouldContain(Items.Type(item));
            }
        }
    }

    [Fact]
    public void No_two_items_share_an_address()
    {
        var paths = Items.TopLevel.Select(item => item["AutoroutePart"]?.Text("Path")).OfType<string>().ToList();

        paths.ShouldBeUnique();
        paths.Count.ShouldBe(Items.TopLevel.Count(item => Definitions.Types[Items.Type(item)].IsReviewed));
    }
}
