namespace Mhg.Expressions;

/// <summary>Counts what one evaluation uses, and remembers where it is so that any fault can be placed.</summary>
internal sealed class EvaluationBudget(SourceText source, ExpressionLimits limits)
{
    private const int CharactersPerStep = 256;
    private int _steps;
    private int _offset;

    public void Step(int at)
    {
        _offset = at;
        Charge(0);
    }

    public void Charge(int characters) => Spend(1 + characters / CharactersPerStep);

    /// <summary>To be asked before all items of a list are looked at.</summary>
    public void ChargeItems(int count) => Spend(count);

    /// <summary>To be asked before a text is sought in another: its cost can grow with the product of their lengths.</summary>
    public void ChargeSearch(int length, int soughtLength) =>
        Charge((int)Math.Min(int.MaxValue, length + (long)length * soughtLength / (16 * CharactersPerStep)));

    /// <summary>To be asked before a text is made.</summary>
    /// <param name="length">How long the whole text will be.</param>
    public void Reserve(long length) => Reserve(length, added: length);

    /// <inheritdoc cref="Reserve(long)"/>
    /// <param name="length">How long the whole text will be.</param>
    /// <param name="added">How much of it is new.</param>
    public void Reserve(long length, long added)
    {
        if (length > limits.MaxText)
            throw Fault($"The expression makes a text of more than {limits.MaxText} characters.");
        Charge((int)added);
    }

    public ExpressionRuntimeException Fault(string reason, Exception? inner = null) => source.Runtime(_offset, reason, inner);

    private void Spend(int count)
    {
        _steps += count;
        if (_steps > limits.MaxSteps || _steps < 0)
            throw Fault($"The expression takes more than {limits.MaxSteps} steps.");
    }
}
