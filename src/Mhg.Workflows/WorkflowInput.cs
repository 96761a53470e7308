namespace Mhg.Workflows;

/// <summary>The names under which events hand over what they are about.</summary>
public static class WorkflowInput
{
    /// <summary>The content item, in the version that the event is about.</summary>
    public const string ContentItem = "ContentItem";

    /// <summary>Name, ContentType and ContentItemId of a content event.</summary>
    public const string ContentEvent = "ContentEvent";

    /// <summary>The action that a person took.</summary>
    public const string UserAction = "UserAction";

    /// <summary>Who took it: the account's id, or the name of whoever has none.</summary>
    public const string UserId = "UserId";

    /// <summary>The ids of the accounts in whose place a stand-in took it, with spaces between them; empty where the person took it in their own right.</summary>
    public const string InPlaceOf = "InPlaceOf";

    /// <summary>What the person wrote to it; empty where nothing.</summary>
    public const string Comment = "Comment";

    /// <summary>UserId, UserName and Email of the account that the event is about.</summary>
    public const string User = "User";

    /// <summary>The name of the signal that was sent.</summary>
    public const string Signal = "Signal";

    /// <summary>The request that the event is: WorkflowTypeId and ActivityId, Method, Path, Query, Form, ContentType and Body.</summary>
    public const string HttpRequest = "HttpRequest";

    /// <summary>The response to a request that the workflow has sent: Body, Headers, StatusCode, ReasonPhrase, IsSuccessStatusCode; or the Error alone.</summary>
    public const string HttpResponse = "HttpResponse";
}
