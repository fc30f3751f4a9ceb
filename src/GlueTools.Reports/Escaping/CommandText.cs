using System.Collections.Generic;
using System.Linq;

namespace GlueTools.Reports.Escaping;

/// <summary>Values as words of a command line, whatever they hold.</summary>
public static class CommandText
{
    /// <summary>A word for PowerShell.</summary>
    public static string PowerShell(string value) => IsPlain(value) ? value : "'" + value.Replace("'", "''").Replace("\u2018", "\u2018\u2018").Replace("\u2019", "\u2019\u2019") + "'";

    /// <summary>A list for PowerShell.</summary>
    public static string PowerShell<T>(IEnumerable<T> values) => string.Join(", ", values.Select(value => PowerShell(value?.ToString() ?? string.Empty)));

    /// <summary>A word for a POSIX shell.</summary>
    public static string Shell(string value) => IsPlain(value) || (value.Length > 0 && value.All(letter => IsPlain(letter) || letter is '/' or ',')) ? value : "'" + value.Replace("'", "'\\''") + "'";

    private static bool IsPlain(string value) => value.Length > 0 && value[0] != '-' && value.All(IsPlain);

    private static bool IsPlain(char letter) => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_' or ':';
}
