using System;
using System.IO;
using System.Management.Automation;
using System.Text;
using GlueTools.Completion;
using GlueTools.Delegation.Graph;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Loading;
using GlueTools.Network.Options;
using GlueTools.Reports.Drawings;

namespace GlueTools.Commands;

/// <summary>Gets what domains depend on: the zones, name servers and addresses that a resolver may need.</summary>
[Cmdlet(VerbsCommon.Get, "DelegationDependency", DefaultParameterSetName = NodeSet, HelpUri = HelpPages.GetDelegationDependency)]
[OutputType(typeof(DependencyNode), ParameterSetName = [NodeSet])]
[OutputType(typeof(DependencySummary), ParameterSetName = [SummarySet])]
[OutputType(typeof(string), ParameterSetName = [DrawingSet])]
public sealed class GetDelegationDependencyCommand : AuditCommand
{
    private const string NodeSet = "Node", SummarySet = "Summary", DrawingSet = "Drawing";

    private readonly Held<DrawingKind> _draw = new();
    private AutonomousSystems? _systems;

    /// <summary>One row for each domain: counts, cut points, redundancy and look-ups.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SummarySet)]
    public SwitchParameter Summary { get; set; }

    /// <summary>A drawing for each domain, as one text: Tree, Dot (Graphviz), Mermaid or Svg.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DrawingSet)]
    public DrawingKind Draw
    {
        get => _draw.Value;
        set => _draw.Value = value;
    }

    /// <summary>A file that says which autonomous system announces which prefix: a line <c>PREFIX NUMBER</c> for each. Nobody is asked.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AutonomousSystemFile { get; set; }

    /// <summary>Servers whose copy of the zone is the truth of the child side: addresses or host names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public string[]? ChildServer { get; set; }

    private protected override AuditOptions Configure(AuditOptions options)
    {
        _systems = AutonomousSystemFile is null ? null : ReadSystems(GetUnresolvedProviderPathFromPSPath(AutonomousSystemFile));
        return base.Configure(options) with { ChildServers = ReadAddresses(ChildServer, "-ChildServer"), Dependencies = true };
    }

    private protected override void WriteRows(DelegationReport report, AuditRequest request)
    {
        if (DependencyGraph.Of(report.View) is not { } graph)
        {
            var (status, why) = DependencySummary.WhyNot(report);
            WriteWithout(request, status, why);
            return;
        }

        var measures = DependencyMeasures.Of(graph, _systems);
        if (Summary)
        {
            WriteObject(DependencySummary.From(measures));
        }
        else if (ParameterSetName == DrawingSet)
        {
            WriteObject(DependencyDrawing.Of(measures, Draw));
        }
        else
        {
            WriteObject(DependencyNode.From(measures, _systems), enumerateCollection: true);
        }
    }

    private protected override void WriteWithout(AuditRequest request, string status, string detail)
    {
        if (Summary)
        {
            WriteObject(DependencySummary.Without(request.DomainName, status, detail));
        }
        else if (ParameterSetName == DrawingSet)
        {
            // A text that is no drawing must not stand among drawings.
            WriteWarning(request.DomainName + ": " + detail);
        }
        else
        {
            WriteObject(DependencyNode.Without(request.DomainName, status, detail));
        }
    }

    private AutonomousSystems ReadSystems(string path)
    {
        try
        {
            using var text = new StreamReader(path, Encoding.UTF8);
            return AutonomousSystems.Read(text);
        }
        catch (FormatException error)
        {
            End("InvalidAutonomousSystemFile", ErrorCategory.InvalidData, path, "-AutonomousSystemFile '" + SafeText.Escape(path) + "': " + error.Message, "Give a file with a line 'PREFIX NUMBER' for each prefix.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            End("AutonomousSystemFileNotReadable", ErrorCategory.ReadError, path, "-AutonomousSystemFile '" + SafeText.Escape(path) + "' cannot be read: " + error.Message, "Give the path of a file that can be read.");
        }

        throw new InvalidOperationException();
    }
}
