using System.Net;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;

namespace GlueTools.Network.Walking;

/// <summary>A question on its way to a server. It is its own entry in the table of all of them, so that none is made beside it.</summary>
internal abstract class QuestionInFlight : ILoopContinuation
{
    private readonly LoopTask<Exchange> _task;
    private readonly IPAddress _server;
    private readonly Question _question;
    private readonly QueryOptions _query;
    private readonly AskOptions _how;
    private readonly ProtocolPolicy _policy;

    protected QuestionInFlight(LoopTask<Exchange> task, int hash, IPAddress server, Question question, QueryOptions query, ProtocolPolicy policy, AskOptions how)
    {
        _task = task;
        _server = server;
        _question = question;
        _query = query;
        _policy = policy;
        _how = how;
        Hash = hash;
    }

    /// <summary>Of server and question.</summary>
    internal int Hash { get; }

    /// <summary>The next at the same place of the table.</summary>
    internal QuestionInFlight? Next { get; set; }

    internal LoopTask<Exchange> Task => _task;

    /// <summary>Whether a second question goes along.</summary>
    protected bool IsForTwo => _how.Beside is not null;

    /// <summary>Whom it asks.</summary>
    protected IPAddress Server => _server;

    void ILoopContinuation.Continue() => Over(_task.Result);

    /// <summary>Whether it is the same question, put in the same way to the same server.</summary>
    internal bool Is(IPAddress server, Question question, QueryOptions query, ProtocolPolicy policy, AskOptions how) =>
        _policy == policy && ReferenceEquals(_how, how) && _question == question && _server.Equals(server) && (ReferenceEquals(_query, query) || _query == query);

    /// <summary>There is an answer, or there will be none.</summary>
    protected abstract void Over(Exchange exchange);
}

/// <summary>The questions on their way, so that each is put to a server only once at a time.</summary>
internal sealed class QuestionsInFlight
{
    private QuestionInFlight?[] _places = new QuestionInFlight?[256];

    /// <summary>Questions on their way.</summary>
    internal int Count { get; private set; }

    internal static int HashOf(IPAddress server, Question question) => (server.GetHashCode() * 31) + question.GetHashCode();

    /// <summary>The same question on its way; null where there is none.</summary>
    internal LoopTask<Exchange>? Find(int hash, IPAddress server, Question question, QueryOptions query, ProtocolPolicy policy, AskOptions how)
    {
        for (var one = PlaceOf(hash); one is not null; one = one.Next)
        {
            if (one.Hash == hash && one.Is(server, question, query, policy, how))
            {
                return one.Task;
            }
        }

        return null;
    }

    /// <summary>Notes a question that is not there yet, and hears of its end.</summary>
    internal void Add(QuestionInFlight question)
    {
        if (Count == _places.Length)
        {
            Grow();
        }

        Count++;
        Put(question);
        question.Task.ContinueWith(question);
    }

    /// <summary>A question is over.</summary>
    internal void Remove(QuestionInFlight question)
    {
        Count--;
        ref var place = ref PlaceOf(question.Hash);
        if (ReferenceEquals(place, question))
        {
            place = question.Next;
            question.Next = null;
            return;
        }

        var before = place!;
        while (!ReferenceEquals(before.Next, question))
        {
            before = before.Next!;
        }

        before.Next = question.Next;
        question.Next = null;
    }

    private ref QuestionInFlight? PlaceOf(int hash) => ref _places[(uint)(hash ^ (hash >> 15)) & (uint)(_places.Length - 1)];

    private void Put(QuestionInFlight question)
    {
        ref var place = ref PlaceOf(question.Hash);
        question.Next = place;
        place = question;
    }

    private void Grow()
    {
        var old = _places;
        _places = new QuestionInFlight?[2 * old.Length];
        foreach (var first in old)
        {
            for (var one = first; one is not null;)
            {
                var next = one.Next;
                Put(one);
                one = next;
            }
        }
    }
}
