using System;
using System.IO;
using System.Linq;
using GlueTools.Servers.Tests.Servers;

namespace GlueTools.Servers.Tests;

/// <summary>A script that takes too long leaves nothing behind.</summary>
public sealed class ScriptRunTests
{
    [Fact]
    public void A_script_that_does_not_end_in_time_is_ended_with_what_it_waits_for_and_what_it_began()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Looks for processes in /proc.");
            return;
        }

        var folder = Directory.CreateTempSubdirectory();
        var script = Path.Combine(folder.FullName, "script");
        File.WriteAllText(script, "#!/bin/bash\ncd \"$(dirname \"$0\")\"\ntrap 'echo > tidied' EXIT\nsleep 300 &\necho $! > began\nbash -c 'echo $$ > waits; exec sleep 300'\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.Throws<TimeoutException>(() => ScriptRun.Run(script, TimeSpan.FromSeconds(2)));

        Assert.True(File.Exists(Path.Combine(folder.FullName, "tidied")));
        Assert.All(new[] { "began", "waits" }.Select(name => File.ReadAllText(Path.Combine(folder.FullName, name)).Trim()), id => Assert.False(IsRunning(id), id));
        folder.Delete(recursive: true);
    }

    /// <summary>One that has ended and that nobody has asked about is there still, without a command line.</summary>
    private static bool IsRunning(string id) => File.Exists($"/proc/{id}/cmdline") && File.ReadAllText($"/proc/{id}/cmdline").Length > 0;
}
