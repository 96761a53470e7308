using System.Reflection;
using Xunit.Sdk;

namespace Mhg.Data.Tests.Databases;

/// <summary>Plays a test on SQLite and, where this machine has it, on PostgreSQL.</summary>
public sealed class EachDatabaseAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        PostgreSqlServer.Missing is null ? [[DatabaseKind.Sqlite], [DatabaseKind.PostgreSql]] : [[DatabaseKind.Sqlite]];
}

/// <summary>A test of PostgreSQL alone; left out, with the reason, where this machine does not have it.</summary>
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute() => Skip = PostgreSqlServer.Missing;
}
