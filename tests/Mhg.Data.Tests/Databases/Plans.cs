using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Mhg.Data.Tests.Databases;

    /// <summary>How SQLite finds what EF Core asks it for.</summary>
    internal sealed class Plans : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private static readonly AsyncLocal<Plans?> Current = new();

        private readonly List<IDisposable> _subscriptions = [];

        public Plans()
        {
            Current.Value = this;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public List<string> Of { get; } = [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
                _subscriptions.Add(value.Subscribe(this, name => name.EndsWith("CommandExecuting", StringComparison.Ordinal)));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (Current.Value != this || value.Value is not CommandEventData { Command: var asked })
                return;
            using var command = asked.Connection!.CreateCommand();
            command.Transaction = asked.Transaction;
#pragma warning disable CA2100 // It is what the store asks.
            command.CommandText = $"EXPLAIN QUERY PLAN {asked.CommandText}";
#pragma warning restore CA2100
            foreach (DbParameter parameter in asked.Parameters)
                command.Parameters.Add(new SqliteParameter(parameter.ParameterName, parameter.Value));
            using var reader = command.ExecuteReader();
            while (reader.Read())
                Of.Add(reader.GetString(3).Replace(" AS a", "", StringComparison.Ordinal));
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }

        public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
    }
