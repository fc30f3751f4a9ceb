using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using GlueTools.Shared;

namespace GlueTools.Console.Running;

/// <summary>
/// Says that the system lets this process open too few files and sockets to do anything. First of all and by the system's own call, since with fewer still
/// the platform cannot even load what writes to a console.
/// </summary>
internal static class TooFewFiles
{
    /// <summary>The platform has some eighty open when an audit begins, and an audit needs as many more; files that were open before count, too.</summary>
    internal const int Least = 160;

    private const int StandardError = 2;

    /// <summary>Whether there are too few; then a sentence has been written.</summary>
    internal static bool Said()
    {
        var limit = OpenFiles.Limit();
        if (limit >= Least)
        {
            return false;
        }

        var sentence = Encoding.UTF8.GetBytes("glue may open only " + limit.ToString(CultureInfo.InvariantCulture) + " files and sockets at a time here, and needs "
            + Least.ToString(CultureInfo.InvariantCulture) + ": nothing was asked. Raise the limit of open files (ulimit -n).\n");
        _ = Write(StandardError, sentence, sentence.Length);
        return true;
    }

    [DllImport("libc", EntryPoint = "write")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Write(int descriptor, byte[] bytes, nint count);
}
