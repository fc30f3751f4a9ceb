using System.Management.Automation;
using GlueTools.Network.Sessions;
using GlueTools.Pipeline;
using GlueTools.Shared;

namespace GlueTools.Commands;

/// <content>What is done with a domain once its audit is over.</content>
public abstract partial class DomainCommand
{
    private bool _pathShown, _isPathUsable;

    private void Finish(AuditItem item)
    {
        var request = (AuditRequest)item.Tag!;
        if (item.Failure is { } failure)
        {
            var sentence = "The audit of " + request.DomainName + " was ended by a fault in GlueTools: " + failure.Message;
            WriteWithout(request, RowStatus.Unknown, sentence);
            Report("AuditFailed", ErrorCategory.NotSpecified, request.DomainName, sentence, "Report the fault with the domain's name.");
        }
        else
        {
            WriteItem(item, request);
            _seen.Add(request.Name);
            if (Above(item) is { } above && _seen.Add(above))
            {
                _above.Enqueue(above);
            }

            if (item.Report is { } report && ListLine.MayBePath(request.DomainName) && GlueRecord.From(report, perServer: false)[0].Status == "NameDoesNotExist")
            {
                WriteWarning(request.DomainName + " does not exist in the DNS. Did you mean Get-Content '" + request.DomainName + "'?");
            }
        }

        ShowPath();
        // Where nobody could be reached, every domain is Unknown; a run that goes on another time asks them all the same.
        if (_isPathUsable)
        {
            _journal?.Finish(request.DomainName);
        }
    }

    /// <summary>A path that is no good is one error for the whole run, however many domains it makes unknown.</summary>
    private void ShowPath()
    {
        if (_pathShown)
        {
            return;
        }

        _pathShown = true;
        var path = _session!.CheckPath(Cancel);
        _isPathUsable = path.IsUsable;
        if (!path.IsUsable)
        {
            Report(path.ErrorId, ErrorCategory.ConnectionError, (object?)Server ?? "root", path.Sentence + " -Server takes its address.", "Run from a network that reaches port 53 directly, or use -Server.");
        }
        else if (path.Sentence.Length > 0)
        {
            WriteWarning(path.Sentence);
        }
    }
}
