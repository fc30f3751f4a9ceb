using System.Collections.Generic;
using System.Text;
using GlueTools.Reports.Documents;

namespace GlueTools.Reports.Html;

/// <summary>The rows that readers without script see: the most urgent ones, of equally urgent ones those that came first.</summary>
internal sealed class PlainRows
{
    private readonly int _most;
    private readonly List<(string Name, string Markup)>[] _byOrder = new List<(string, string)>[StatusOrder.All.Count + 1];

    internal PlainRows(int most)
    {
        _most = most;
        for (var i = 0; i < _byOrder.Length; i++)
        {
            _byOrder[i] = [];
        }
    }

    /// <summary>How many there are.</summary>
    internal int Count { get; private set; }

    /// <summary>Takes a domain where there is room for it.</summary>
    internal void Add(ReportedDomain domain, ReportSettings settings)
    {
        var order = StatusOrder.Of(domain.Result.Status);
        if (Count == _most && !Drop(order))
        {
            return;
        }

        var markup = new StringBuilder();
        DomainRow.AddMarkup(markup, domain, string.Empty, settings);
        _byOrder[order].Add((domain.Result.DomainName, markup.ToString()));
        Count++;
    }

    /// <summary>All of them, what is most urgent first.</summary>
    internal IEnumerable<string> InOrder()
    {
        foreach (var rows in _byOrder)
        {
            rows.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
            foreach (var row in rows)
            {
                yield return row.Markup;
            }
        }
    }

    /// <summary>Makes room by taking away one that is less urgent; false where there is none.</summary>
    private bool Drop(int order)
    {
        for (var least = _byOrder.Length - 1; least > order; least--)
        {
            if (_byOrder[least].Count > 0)
            {
                _byOrder[least].RemoveAt(_byOrder[least].Count - 1);
                Count--;
                return true;
            }
        }

        return false;
    }
}
