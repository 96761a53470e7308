using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Mhg.Web.Tests.Editing;

/// <summary>A form on a page, filled in and sent as a browser without scripts does it.</summary>
public sealed class PageForm
{
    private readonly Visitor _visitor;
    private readonly string _address;
    private readonly List<(string Name, string Value)> _fields;

    private PageForm(Visitor visitor, string address, HttpStatusCode status, IHtmlDocument page)
    {
        (_visitor, _address, Status, Page) = (visitor, address, status, page);
        _fields = page.QuerySelector<IHtmlFormElement>("main form:has([name=BasedOn]), main form:has([name=NewId])") is { } form ? [.. Successful(form)] : [];
    }

    /// <summary>The page as it came back.</summary>
    public IHtmlDocument Page { get; }

    public HttpStatusCode Status { get; }

    /// <summary>The address of the page, where it ended after redirects.</summary>
    public string Address => _address;

    /// <summary>The id of the item whose form it is.</summary>
    public string ItemId => _address.Split('/')[2];

    public string Title => Page.QuerySelector("h1")!.TextContent.Trim();

    public string Notices => string.Join(" ", Page.QuerySelectorAll(".notice").Select(notice => notice.TextContent.Trim()));

    /// <summary>The messages of the summary, each with the place that it leads to.</summary>
    public IReadOnlyList<(string? Target, string Message)> Problems =>
        [.. Page.QuerySelectorAll(".error-summary li").Select(item => (item.QuerySelector("a")?.GetAttribute("href"), item.TextContent.Trim()))];

    /// <summary>What the form holds under a name.</summary>
    public string[] this[string name] => [.. _fields.Where(field => field.Name == name).Select(field => field.Value)];

    public static async Task<PageForm> OpenAsync(Visitor visitor, string path) => await FollowAsync(visitor, path, await visitor.GetAsync(path));

    /// <summary>Fills in a field; several values for a list of boxes.</summary>
    public PageForm Set(string name, params string[] values)
    {
        var place = _fields.FindIndex(field => field.Name == name);
        _fields.RemoveAll(field => field.Name == name);
        _fields.InsertRange(place < 0 ? _fields.Count : place, values.Select(value => (name, value)));
        return this;
    }

    /// <summary>Takes a field out of the form, as a forger would.</summary>
    public PageForm Without(string name)
    {
        _fields.RemoveAll(field => field.Name == name);
        return this;
    }

    /// <summary>The value of the button whose text or label contains some words.</summary>
    public string Button(string words) => Page.QuerySelectorAll<IHtmlButtonElement>("button[name=do]")
        .First(button => (button.TextContent + button.GetAttribute("aria-label") + button.QuerySelector("[aria-label]")?.GetAttribute("aria-label")).Contains(words, StringComparison.Ordinal)).Value;

    /// <summary>Presses a button of the form and goes where it leads.</summary>
    public Task<PageForm> PressAsync(string button, Visitor? visitor = null) => SendAsync(visitor ?? _visitor, [.. _fields, ("do", button)]);

    /// <summary>The same for a form that a program sends in parts, as browsers do for files.</summary>
    public async Task<PageForm> PressInPartsAsync(string button)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in _fields.Append(("do", button)))
            content.Add(new StringContent(value), name);
        return await FollowAsync(_visitor, _address, await _visitor.Http.PostAsync(_address, content));
    }

    private async Task<PageForm> SendAsync(Visitor visitor, IEnumerable<(string Name, string Value)> fields) =>
        await FollowAsync(visitor, _address, await visitor.Http.PostAsync(_address, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)))));

    private static async Task<PageForm> FollowAsync(Visitor visitor, string address, HttpResponseMessage answer)
    {
        while (answer.StatusCode == HttpStatusCode.Redirect)
        {
            address = answer.Headers.Location!.ToString();
            answer.Dispose();
            answer = await visitor.GetAsync(address);
        }
        using (answer)
        {
            var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStreamAsync());
            return new PageForm(visitor, address, answer.StatusCode, page);
        }
    }

    private static IEnumerable<(string Name, string Value)> Successful(IHtmlFormElement form)
    {
        foreach (var control in form.QuerySelectorAll("input, select, textarea"))
        {
            if (control.GetAttribute("name") is not { Length: > 0 } name || control.HasAttribute("disabled"))
                continue;
            switch (control)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } box:
                    if (box.IsChecked)
                        yield return (name, box.Value);
                    break;
                case IHtmlInputElement input:
                    yield return (name, input.Value);
                    break;
                case IHtmlTextAreaElement area:
                    yield return (name, area.Value);
                    break;
                case IHtmlSelectElement select:
                    foreach (var option in select.Options.Where(option => option.IsSelected))
                        yield return (name, option.Value);
                    break;
            }
        }
    }
}
