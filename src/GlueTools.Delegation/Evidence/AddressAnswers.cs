using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Messages;

namespace GlueTools.Delegation.Evidence;

/// <summary>
/// What one server said about the addresses of name servers, one answer for each question. A zone has a handful of name servers, so they are in a list, and only where
/// there are many in a table too.
/// </summary>
public sealed class AddressAnswers
{
    private const int MostInList = 16;

    private readonly List<ServerAnswer> _all;
    private Dictionary<Question, int>? _places;

    /// <summary>Makes room for answers.</summary>
    /// <param name="count">How many are likely to come.</param>
    public AddressAnswers(int count = 0) => _all = new List<ServerAnswer>(count);

    /// <summary>How many there are.</summary>
    public int Count => _all.Count;

    /// <summary>Takes an answer, in place of an earlier one to the same question.</summary>
    public void Add(ServerAnswer answer)
    {
        var question = answer.Exchange.Question;
        var at = Find(question);
        if (at >= 0)
        {
            _all[at] = answer;
            return;
        }

        _all.Add(answer);
        if (_places is not null)
        {
            _places.Add(question, _all.Count - 1);
        }
        else if (_all.Count > MostInList)
        {
            _places = new Dictionary<Question, int>();
            for (var i = 0; i < _all.Count; i++)
            {
                _places.Add(_all[i].Exchange.Question, i);
            }
        }
    }

    /// <summary>The answer to a question; null where it was not put, or nothing is kept of it.</summary>
    public ServerAnswer? To(Question question) => Find(question) is var at and >= 0 ? _all[at] : null;

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _all.Clear();
        _places = null;
    }

    /// <summary>For foreach: in the order in which they came.</summary>
    public List<ServerAnswer>.Enumerator GetEnumerator() => _all.GetEnumerator();

    private int Find(Question question)
    {
        if (_places is not null)
        {
            return _places.TryGetValue(question, out var place) ? place : -1;
        }

        for (var i = 0; i < _all.Count; i++)
        {
            if (_all[i].Exchange.Question == question)
            {
                return i;
            }
        }

        return -1;
    }
}
