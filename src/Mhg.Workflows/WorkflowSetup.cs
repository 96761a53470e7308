using Mhg.ContentManagement;
using Mhg.Recipes;
using Mhg.Workflows.Activities;
using Mhg.Workflows.Activities.Content;
using Mhg.Workflows.Activities.Faults;
using Mhg.Workflows.Activities.Flow;
using Mhg.Workflows.Activities.Http;
using Mhg.Workflows.Activities.Notices;
using Mhg.Workflows.Activities.People;
using Mhg.Workflows.Activities.Timers;
using Mhg.Workflows.Activities.UserTasks;
using Mhg.Workflows.Http;
using Mhg.Workflows.Mail;
using Mhg.Workflows.Notices;
using Mhg.Workflows.Operations;
using Mhg.Workflows.Outbox;
using Mhg.Workflows.People;
using Mhg.Workflows.Recipes;
using Mhg.Workflows.Timers;
using Mhg.Workflows.Trimming;
using Mhg.Workflows.UserTasks;
using Mhg.Workflows.UserTasks.Stages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mhg.Workflows;

/// <summary>
/// Puts workflows into a host's services. The host adds the stores, <see cref="IPeople"/>, <see cref="ISiteZone"/>,
/// <see cref="IMailTransport"/>, <see cref="ISiteAddress"/> and <see cref="IWorkflowLinks"/>, and runs <see cref="OutboxDelivery"/>.
/// </summary>
public static class WorkflowSetup
{
    /// <summary>Adds the engine, user tasks, the recipe step and the activities that come with the core.</summary>
    public static IServiceCollection AddWorkflows(this IServiceCollection services, WorkflowOptions? options = null)
    {
        services.TryAddSingleton(options ?? new WorkflowOptions());
        services.TryAddSingleton<WorkflowExpressions>();
        services.TryAddScoped<ActivityLibrary>();
        services.TryAddScoped<WorkflowTypes>();
        services.TryAddScoped<TimerStarts>();
        services.TryAddScoped<WorkflowEngine>();
        services.TryAddScoped<WorkflowOperations>();
        services.TryAddScoped<OutboxOperations>();
        services.TryAddScoped<WorkflowMessages>();
        services.TryAddScoped<WorkflowResponse>();
        services.TryAddScoped<AccountEvents>();
        services.TryAddScoped<EmailOutbox>();
        services.TryAddScoped<Notifier>();
        services.TryAddScoped<Mentions>();
        services.TryAddScoped<NoticeLetters>();
        services.TryAddScoped<SiteDays>();
        services.TryAddScoped<StagePeople>();
        services.TryAddScoped<Deciders>();
        services.TryAddScoped<DecisionRules>();
        services.TryAddScoped<UserTasks.UserTasks>();
        services.TryAddScoped<Publishing>();
        services.TryAddSingleton<HttpRequests>();
        services.TryAddSingleton<OutboxSignal>();
        services.TryAddSingleton<OutboxDelivery>();
        return services
            .AddContentHandler<WorkflowContentHandler>()
            .AddContentHandler<ReviewRestart>()
            .AddRecipeStep<WorkflowTypeStep>()
            .AddOutboxReceiver<WaitReceiver>().AddOutboxReceiver<TimerStartReceiver>().AddOutboxReceiver<TrimReceiver>()
            .AddOutboxReceiver<EmailReceiver>().AddOutboxReceiver<NoticeMailReceiver>().AddOutboxReceiver<NoticeDigestReceiver>().AddOutboxReceiver<HttpRequestReceiver>()
            .AddOutboxReceiver<ReminderReceiver>()
            .AddActivity<ContentCreatedEvent>().AddActivity<ContentUpdatedEvent>().AddActivity<ContentDraftSavedEvent>()
            .AddActivity<ContentVersionedEvent>().AddActivity<ContentPublishedEvent>().AddActivity<ContentUnpublishedEvent>()
            .AddActivity<ContentDeletedEvent>().AddActivity<PublishContentTask>().AddActivity<UnpublishContentTask>()
            .AddActivity<CreateContentTask>().AddActivity<UpdateContentTask>().AddActivity<DeleteContentTask>().AddActivity<RetrieveContentTask>()
            .AddActivity<UserTaskEvent>().AddActivity<GetUsersByRoleTask>()
            .AddActivity<UserCreatedEvent>().AddActivity<UserUpdatedEvent>().AddActivity<UserEnabledEvent>().AddActivity<UserDisabledEvent>()
            .AddActivity<UserDeletedEvent>().AddActivity<UserLoggedInEvent>()
            .AddActivity<SignalEvent>().AddActivity<HttpRequestEvent>().AddActivity<HttpRequestFilterEvent>()
            .AddActivity<HttpRequestTask>().AddActivity<HttpResponseTask>().AddActivity<HttpRedirectTask>()
            .AddActivity<NotifyUserTask>().AddActivity<NotifyContentOwnerTask>().AddActivity<NotifyTask>().AddActivity<EmailTask>()
            .AddActivity<IfElseTask>().AddActivity<ForkTask>().AddActivity<JoinTask>().AddActivity<ScriptTask>().AddActivity<CommitTransactionTask>()
            .AddActivity<ForEachTask>().AddActivity<ForLoopTask>().AddActivity<WhileLoopTask>()
            .AddActivity<SetPropertyTask>().AddActivity<SetOutputTask>().AddActivity<CorrelateTask>().AddActivity<LogTask>()
            .AddActivity<TimerEvent>().AddActivity<WorkflowFaultEvent>();
    }

    /// <summary>Adds a kind of activity. It may ask for any service of the request.</summary>
    public static IServiceCollection AddActivity<T>(this IServiceCollection services) where T : Activity
    {
        services.TryAddEnumerable(ServiceDescriptor.Scoped<Activity, T>());
        return services;
    }
}
