using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using GlueTools.Binding;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.ZoneFiles;

namespace GlueTools.Commands;

/// <summary>An audit that takes zone files in place of servers: a side that is given as a file is not asked.</summary>
public abstract class ZoneFileCommand : AuditCommand
{
    private readonly List<AuditRequest> _held = new();
    private GivenFiles? _files;

    /// <inheritdoc/>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ChildZoneName", "DomainName", "ZoneName", "Domain", "Fqdn")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [DomainNameTransform]
    public override string[]? Name { get; set; }

    /// <summary>Take the delegation from this zone file of the parent instead of asking its servers; without names, every delegation in it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ParentZoneFile { get; set; }

    /// <summary>Take the zone from this file instead of asking its servers.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ChildZoneFile { get; set; }

    /// <summary>Ask nobody: look only at what the zone files show.</summary>
    [Parameter]
    public SwitchParameter Offline { get; set; }

    /// <summary>Let zone files include files outside their own folder.</summary>
    [Parameter]
    public SwitchParameter IncludeAnywhere { get; set; }

    /// <inheritdoc/>
    private protected sealed override bool AsksServers => !(LooksElsewhere || Offline || IsWhole || (LooksAtParentOnly && ParentZoneFile is not null));

    /// <summary>Whether domains and what is said of them come from neither servers nor zone files.</summary>
    private protected virtual bool LooksElsewhere => false;

    /// <summary>Whether the other side is never looked at.</summary>
    private protected virtual bool LooksAtParentOnly => false;

    /// <summary>Whose addresses the parent means to publish.</summary>
    private protected virtual GluePolicy StatedPolicy => GluePolicy.Unstated;

    /// <summary>Whether a side is given as a file.</summary>
    private protected bool HasFiles => ParentZoneFile is not null || ChildZoneFile is not null;

    private bool IsNamed => MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Name));

    private bool IsWhole => ParentZoneFile is not null && ChildZoneFile is null && !IsNamed;

    /// <inheritdoc/>
    private protected override AuditOptions Configure(AuditOptions options)
    {
        var configured = base.Configure(options);
        if (HasFiles)
        {
            if (Resume is not null)
            {
                Refuse(Resume, "-Resume goes on where servers were asked; with zone files, run it again from the beginning.", "Leave -Resume out.");
            }

            _files = new GivenFiles(this);
            return configured;
        }

        if (!IsNamed && !LooksElsewhere)
        {
            End("NameMissing", ErrorCategory.InvalidArgument, MyInvocation.MyCommand.Name, "Give the names of domains, as arguments or through the pipeline; or -ParentZoneFile, for every delegation in it.", "Give at least one name.");
        }

        foreach (var (isGiven, name) in new[] { (Offline, nameof(Offline)), (IncludeAnywhere, nameof(IncludeAnywhere)) })
        {
            if (isGiven)
            {
                Refuse(name, "-" + name + " is about zone files; give one with -ParentZoneFile or -ChildZoneFile.", "Give a zone file, or leave -" + name + " out.");
            }
        }

        return configured;
    }

    /// <inheritdoc/>
    private protected override bool Judge(string evidence, AuditRequest request, AuditOptions options) => !HasFiles && base.Judge(evidence, request, options);

    // A file is read once for all names, so they are awaited.
    private protected sealed override bool Hold(AuditRequest request)
    {
        if (HasFiles)
        {
            _held.Add(request);
        }

        return HasFiles;
    }

    /// <inheritdoc/>
    private protected sealed override void Release() => _files?.Release();

    /// <inheritdoc/>
    private protected override void Start(AuditSession session, AuditRequest request)
    {
        if (request.Given is { } given)
        {
            session.StartGiven(request.Name, given, request);
        }
        else
        {
            base.Start(session, request);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Interlocked.Exchange(ref _files, null)?.Dispose();
        }
    }

    /// <summary>What zone files have to do with the command. By itself, so that the assembly that reads them is loaded where one is given, and not with the module.</summary>
    private sealed class GivenFiles : IDisposable
    {
        private readonly ZoneFileCommand _command;
        private readonly ZoneFileSet _zones;
        private int _judged;

        internal GivenFiles(ZoneFileCommand command)
        {
            _command = command;
            _zones = new ZoneFileSet(sentence => command.Report("ZoneFileLineInvalid", ErrorCategory.InvalidData, "zone file", sentence, "Correct the line; the rest of the file was read."));
            // Of one name, the zone that relative names are in is known without an $ORIGIN.
            var one = !command.MyInvocation.ExpectingInput && command.Name is { Length: 1 } names && DomainNameInput.TryRead(names[0], out var name, out _, out _) ? name : (DomainName?)null;
            Open(command.ParentZoneFile, nameof(ParentZoneFile), file => _zones.ReadParent(file, one?.Parent, command.StatedPolicy));
            Open(command.ChildZoneFile, nameof(ChildZoneFile), file => _zones.ReadChild(file, one));
        }

        public void Dispose() => _zones.Dispose();

        internal void Release()
        {
            if (_command.IsWhole)
            {
                foreach (var one in _zones.All(_command.Part))
                {
                    Write(one.Judge(_command.Options.Policy)!, new AuditRequest(one.Side!.Child.Text, null) { Name = one.Side.Child });
                }

                return;
            }

            var held = _command._held;
            if (!_command.IsNamed && _zones.Child is { } zone)
            {
                held.Add(new AuditRequest(zone.Name.Text, null) { Name = zone.Name });
                _command.CountUnnamed();
            }

            _zones.LookFor(held.ConvertAll(request => request.Name));
            foreach (var request in held)
            {
                if (_zones.WhyNot(request.Name) is { } why)
                {
                    _command.WriteWithout(request, RowStatus.Unknown, SafeText.Escape(why));
                    _command.Report("NotInZoneFile", ErrorCategory.ObjectNotFound, request.DomainName, SafeText.Escape(why), "Give the file of the zone that is meant.");
                }
                else if (_command.AsksServers)
                {
                    request.Given = _zones.Of(request.Name);
                    _command.Begin(request);
                }
                else
                {
                    Write(DelegationReport.Of(_zones.Of(request.Name).ToView(request.Name), _command.Options.Policy), request);
                }
            }
        }

        private void Write(DelegationReport report, AuditRequest request)
        {
            _command.Cancel.ThrowIfCancellationRequested();
            _command.WriteRows(report, request);
            _judged++;
            if (_command.IsWhole)
            {
                _command.CountUnnamed();
            }

            _command.ShowProgress(_judged, 0);
        }

        private void Open(string? path, string parameter, Action<ZoneFile> read)
        {
            if (path is null)
            {
                return;
            }

            var full = _command.GetUnresolvedProviderPathFromPSPath(path);
            try
            {
                read(path == "-" ? ZoneFile.Spool(Console.In, "standard input") : ZoneFile.At(full, _command.IncludeAnywhere));
            }
            catch (ZoneFileException error)
            {
                _command.End("ZoneFileUnusable", ErrorCategory.InvalidData, full, "-" + parameter + ": " + SafeText.Escape(error.Message), "Give the file of a whole zone.");
            }
            catch (Exception error) when (error is System.IO.IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.IO.InvalidDataException)
            {
                _command.End("ZoneFileNotReadable", ErrorCategory.ReadError, full, "-" + parameter + ": " + SafeText.Escape(error.Message), "Give the path of a zone file that can be read.");
            }
        }
    }
}
