namespace Mhg.Workflows.Tests;

/// <summary>
/// The rules of workflows, written down as simply as they can be said and with nothing of the engine: what an instance of a type
/// does when bells ring, people decide, tasks fail and an administrator steps in.
/// </summary>
internal sealed class WorkflowModel(WorkflowType type, Trials trials, string about)
{
    private List<Token> _scheduled = [];
    private List<Token> _waiting = [];
    private Dictionary<string, HashSet<string>> _come = [];

    public WorkflowStatus Status { get; private set; } = WorkflowStatus.Idle;

    public string Notes { get; private set; } = "";

    public List<string> Executed { get; private set; } = [];

    /// <summary>The activities that it waits at, with the attempts of those that are to be tried again.</summary>
    public IEnumerable<string> Waiting => _waiting.Select(token => $"{token.ActivityId} {token.Attempts}").Order();

    public void Start(ActivityRecord start) => Run(new Token(start.ActivityId, null, 0));

    public void Ring(string bell)
    {
        if (Status != WorkflowStatus.Halted)
            return;
        foreach (var token in _waiting.ToList())
        {
            // A fault in between ends it for all of them: a faulted instance keeps its waits and hears nothing.
            if (_waiting.Contains(token) && Record(token) is { Name: "BellEvent" } record && record.Text("Bell") == bell && Status is WorkflowStatus.Halted)
                Run(token);
        }
    }

    /// <summary>A person's action. When the workflow can't go on after it, nothing of it has happened.</summary>
    public void Take(string activityId, string action)
    {
        var (scheduled, waiting, come, status, notes, executed) =
            (_scheduled.ToList(), _waiting.ToList(), _come.ToDictionary(join => join.Key, join => join.Value.ToHashSet()), Status, Notes, Executed.ToList());
        Run(_waiting.Single(token => token.ActivityId == activityId), action);
        if (Status == WorkflowStatus.Faulted)
            (_scheduled, _waiting, _come, Status, Notes, Executed) = (scheduled, waiting, come, status, notes, executed);
    }

    public void Retry()
    {
        if (Status == WorkflowStatus.Faulted)
        {
            Run(null);
            return;
        }
        foreach (var token in Status == WorkflowStatus.Halted ? _waiting.FindAll(token => token.Attempts > 0) : [])
        {
            if (_waiting.Contains(token) && Status == WorkflowStatus.Halted)
                Run(token);
        }
    }

    public void Abort()
    {
        if (Status is not (WorkflowStatus.Halted or WorkflowStatus.Faulted))
            return;
        Status = WorkflowStatus.Aborted;
        _waiting.Clear();
    }

    private ActivityRecord Record(Token token) => type.Find(token.ActivityId)!;

    private void Run(Token? happened, string action = "Done")
    {
        if (happened is not null)
        {
            _waiting.Remove(happened);
            _scheduled.Insert(0, happened with { From = null });
        }
        for (var steps = 0; _scheduled.Count > 0; steps++)
        {
            var token = _scheduled[0];
            if (steps > 1000)
            {
                Status = WorkflowStatus.Faulted;
                return;
            }
            _scheduled.RemoveAt(0);
            var record = Record(token);
            IReadOnlyList<string>? outcomes;
            switch (record.Name)
            {
                case "BellEvent" or "UserTaskEvent":
                    outcomes = token.From is null ? [action] : null;
                    break;
                case "TryTask" when trials.Fails(about, record):
                    if (record.Flag("Lasting") || token.Attempts + 1 == 6)
                    {
                        _scheduled.Insert(0, token with { Attempts = 0 });
                        Status = WorkflowStatus.Faulted;
                        return;
                    }
                    Wait(token with { Attempts = token.Attempts + 1 });
                    continue;
                case "NoteTask":
                    Notes += record.Text("Note") + ";";
                    outcomes = ["Done"];
                    break;
                case "IfElseTask":
                    outcomes = [Notes.Length % 3 == 1 ? "True" : "False"];
                    break;
                case "ForkTask":
                    outcomes = record.Texts("Forks");
                    break;
                case "JoinTask":
                    outcomes = Join(record, token.From!);
                    break;
                default:
                    outcomes = ["Done"];
                    break;
            }
            if (outcomes is null)
            {
                Wait(token with { Attempts = 0 });
                continue;
            }
            Executed = [.. Executed.Append(token.ActivityId).TakeLast(100)];
            _scheduled.InsertRange(0, outcomes.Select(outcome => type.Follow(token.ActivityId, outcome)).OfType<Transition>()
                .Select(transition => new Token(transition.DestinationActivityId, token.ActivityId, 0)));
        }
        Status = _waiting.Count > 0 ? WorkflowStatus.Halted : WorkflowStatus.Finished;
    }

    private IReadOnlyList<string> Join(ActivityRecord record, string from)
    {
        var id = record.ActivityId;
        if (record.Text("Mode") == "1")
        {
            GiveUp(BeforeIt(id));
            return ["Joined"];
        }
        var come = _come.TryGetValue(id, out var known) ? known : _come[id] = [];
        come.Add(from);
        if (!type.Transitions.Where(transition => transition.DestinationActivityId == id).All(transition => come.Contains(transition.SourceActivityId)))
            return [];
        _come.Remove(id);
        GiveUp([id]);
        return ["Joined"];
    }

    /// <summary>The activity and all that lead to it on any way that does not pass it.</summary>
    private HashSet<string> BeforeIt(string id)
    {
        HashSet<string> before = [id];
        while (type.Transitions.FirstOrDefault(way => before.Contains(way.DestinationActivityId) && !before.Contains(way.SourceActivityId)) is { } way)
            before.Add(way.SourceActivityId);
        return before;
    }

    private void GiveUp(HashSet<string> ids)
    {
        _waiting.RemoveAll(token => ids.Contains(token.ActivityId));
        _scheduled.RemoveAll(token => ids.Contains(token.ActivityId));
    }

    private void Wait(Token token)
    {
        if (!_waiting.Exists(other => other.ActivityId == token.ActivityId))
            _waiting.Add(token);
    }

    /// <summary>A place in the workflow; two of the same values are two.</summary>
    private sealed record Token(string ActivityId, string? From, int Attempts)
    {
        public bool Equals(Token? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
