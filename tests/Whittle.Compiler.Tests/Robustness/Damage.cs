namespace Whittle.Compiler.Tests.Robustness;

/// <summary>Small random changes to a file's bytes.</summary>
internal static class Damage
{
    public static byte[] Apply(byte[] file, Random random)
    {
        var bytes = (byte[])file.Clone();
        var changes = random.Next(1, 4);
        for (var i = 0; i < changes; i++)
        {
            // Models end with nodes and shapes as often as they begin with them; weights in between hold few surprises.
            var at = random.Next(3) switch
            {
                0 => random.Next(Math.Min(600, bytes.Length)),
                1 => bytes.Length - 1 - random.Next(Math.Min(600, bytes.Length)),
                _ => random.Next(bytes.Length),
            };
            bytes = Change(bytes, at, random);
        }

        return bytes;
    }

    private static byte[] Change(byte[] bytes, int at, Random random)
    {
        switch (random.Next(8))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 2:
                bytes[at] = 0;
                return bytes;
            case 3:
                bytes[at]++;
                return bytes;
            case 4:
                bytes[at] = 0x7F;
                return bytes;
            case 5:
                return bytes[..Math.Max(1, at)];
            case 6 when bytes.Length > 1:
                return [.. bytes[..at], .. bytes[(at + 1)..]];
            default:
                return [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]];
        }
    }
}
