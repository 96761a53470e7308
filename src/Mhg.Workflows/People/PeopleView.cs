using Mhg.Expressions;

namespace Mhg.Workflows.People;

/// <summary>People by id, as templates see them.</summary>
internal sealed class PeopleView(IPeople people) : IExpressionObject
{
    public bool TryGetMember(string name, out object? value)
    {
        value = people.Find(name) is { } person ? new PersonView(person) : null;
        return value is not null;
    }
}

internal sealed class PersonView(Person person) : IExpressionObject
{
    public bool TryGetMember(string name, out object? value)
    {
        value = name switch
        {
            nameof(Person.UserId) => person.UserId,
            nameof(Person.UserName) => person.UserName,
            nameof(Person.Email) => person.Email,
            _ => null,
        };
        return value is not null;
    }
}
