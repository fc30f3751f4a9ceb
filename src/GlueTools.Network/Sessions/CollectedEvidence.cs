using System;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Checks;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;

namespace GlueTools.Network.Sessions;

/// <summary>What the servers said of a domain, on its way from the loop to where it is judged.</summary>
internal sealed class CollectedEvidence
{
    private readonly AuditItem _item;
    private readonly DelegationView? _view;
    private readonly Exception? _failure;

    internal CollectedEvidence(AuditItem item, DelegationView? view, Exception? failure)
    {
        _item = item;
        _view = view;
        _failure = failure;
    }

    /// <summary>Judges it; a fault of a check is the domain's alone.</summary>
    internal AuditItem Judge(CheckPolicy policy)
    {
        _item.Failure = _failure;
        try
        {
            _item.Report = _view is null ? null : DelegationReport.Of(_view, policy);
        }
        catch (Exception error)
        {
            _item.Failure = error;
        }

        return _item;
    }
}
