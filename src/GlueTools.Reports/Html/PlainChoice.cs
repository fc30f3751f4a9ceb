using GlueTools.Reports.Documents;

namespace GlueTools.Reports.Html;

/// <summary>Chooses the domains that readers without script see, the most urgent ones. The totals say beforehand how many of each status there is room for.</summary>
internal sealed class PlainChoice
{
    private readonly long[] _room = new long[StatusOrder.All.Count + 1];

    internal PlainChoice(ReportTotals totals, long most)
    {
        for (var i = 0; i < StatusOrder.All.Count; i++)
        {
            _room[i] = System.Math.Min(most, totals.WithStatus(StatusOrder.All[i]));
            most -= _room[i];
        }

        _room[StatusOrder.All.Count] = most;
    }

    internal bool Takes(string status) => _room[StatusOrder.Of(status)]-- > 0;
}
