using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mhg.Workflows.Outbox;

/// <summary>Puts the outbox into a host's services. The host adds the store, and runs <see cref="OutboxDelivery"/>.</summary>
public static class OutboxSetup
{
    /// <summary>Adds a receiver of messages. It may ask for any service of a request.</summary>
    public static IServiceCollection AddOutboxReceiver<T>(this IServiceCollection services) where T : OutboxReceiver
    {
        services.TryAddEnumerable(ServiceDescriptor.Scoped<OutboxReceiver, T>());
        return services;
    }
}
