namespace GlueTools.Dns.Zones;

/// <summary>TTLs as master files write them: seconds, or numbers with units, <c>1h30m</c> (BIND's form, understood by all).</summary>
internal static class TimeToLive
{
    internal static bool TryParse(string text, out uint seconds)
    {
        seconds = 0;
        long sum = 0, number = 0;
        var digits = 0;
        foreach (var c in text)
        {
            if (c is >= '0' and <= '9')
            {
                number = (number * 10) + (c - '0');
                digits++;
            }
            else
            {
                var unit = UnitOf(c);
                if (unit == 0 || digits == 0)
                {
                    return false;
                }

                sum += number * unit;
                number = digits = 0;
            }

            if (number > int.MaxValue || sum > int.MaxValue)
            {
                return false;
            }
        }

        sum += number;
        seconds = (uint)sum;
        return text.Length > 0 && sum <= int.MaxValue;
    }

    private static int UnitOf(char c) => c switch
    {
        's' or 'S' => 1,
        'm' or 'M' => 60,
        'h' or 'H' => 3600,
        'd' or 'D' => 86400,
        'w' or 'W' => 604800,
        _ => 0,
    };
}
