using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Editing;
using Mhg.Modularity.Modules;
using Mhg.Modularity.Navigation;
using Mhg.Review.Assigning;
using Mhg.Review.Comments;
using Mhg.Review.Editing;
using Mhg.Review.Figures;
using Mhg.Review.Notices;
using Mhg.Review.Outsiders;
using Mhg.Review.Queue;
using Mhg.Review.Stages;
using Mhg.Workflows.Outbox;
using Mhg.Workflows.UserTasks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Review;

public sealed class Startup : ModuleStartup
{
    /// <summary>The name of <see cref="ReviewContent"/>.</summary>
    public const string ReviewContentName = "ReviewContent";

    /// <summary>Opens the queue. What may be decided there is said by the workflow's user tasks, which name roles.</summary>
    public static Permission ReviewContent { get; } = new(ReviewContentName, "See the drafts that wait for review") { Category = "Review" };

    /// <summary>The name of <see cref="ViewFigures"/>.</summary>
    public const string ViewFiguresName = "ViewReviewFigures";

    /// <summary>Opens the figures of all reviews, which name nobody and no draft.</summary>
    public static Permission ViewFigures { get; } = new(ViewFiguresName, "See the figures of reviews") { Category = "Review" };

    public override IEnumerable<Permission> Permissions => [ReviewContent, ViewFigures, Publishing.PublishPastReview];

    public override IEnumerable<NavigationEntry> Navigation =>
    [
        new(SiteMenu.Work, "Desk", "/desk", 10) { Icon = "inbox", Permission = ContentPermissions.EditOwnContent },
        new(SiteMenu.Work, "Review", "/review", 20)
        {
            Icon = "clipboard-check",
            Permission = ReviewContent,
            CountAsync = (services, cancellationToken) => services.GetRequiredService<UserTasks>().CountQueueAsync(cancellationToken),
        },
        new(SiteMenu.Work, "Figures", "/review/figures", 25) { Icon = "bar-chart", Permission = ViewFigures },
        new(SiteMenu.Account, "While you are away", "/account/away", 20) { Icon = "calendar-event", Permission = ReviewContent },
    ];

    public override void ConfigureServices(IServiceCollection services, IConfiguration configuration) => services
        .AddScoped<ReviewStandings>()
        .AddScoped<Conversation>()
        .AddScoped<Suggestions>()
        .AddScoped<DraftTexts>()
        .AddScoped<Assignments>()
        .AddScoped<ReviewQueue>()
        .AddScoped<DraftChanges>()
        .AddScoped<SharedDecision>()
        .AddScoped<ReviewStages>()
        .AddScoped<Invitations>()
        .AddScoped<GuestVisits>()
        .AddSingleton<WrongTokens>()
        .AddScoped<IDraftPass, GuestPass>()
        .AddScoped<IEditingNotes, ReviewNotes>()
        .AddScoped<ReviewFigures>()
        .AddContentHandler<CommentAnchors>()
        .AddContentHandler<AssignmentEnd>()
        .AddContentHandler<GuestLinkEnd>()
        .AddOutboxReceiver<GuestLinkTrim>();

    public override void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapNoticeOpening();
        endpoints.MapUnreadNotices();
        endpoints.MapFigureDownload();
    }
}
