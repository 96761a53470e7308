namespace Mhg.Expressions;

/// <summary>An object whose members expressions can read. Nothing is found by reflection: what is not named here is not seen.</summary>
public interface IExpressionObject
{
    /// <summary>Reads a member; names are compared with case.</summary>
    /// <param name="name">The member's name, <c>DisplayText</c> for instance.</param>
    /// <param name="value">Any value that an <see cref="ExpressionScope"/> can hold.</param>
    /// <returns>False when there is no such member; expressions then see nothing (nil, undefined).</returns>
    bool TryGetMember(string name, out object? value);
}
