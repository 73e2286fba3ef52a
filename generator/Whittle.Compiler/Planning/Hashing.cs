using System.Security.Cryptography;
using System.Text;

namespace Whittle.Compiler.Planning;

/// <summary>SHA-256 as lower-case hex.</summary>
internal static class Hashing
{
    public static string Sha256(byte[] bytes)
    {
        using var sha = SHA256.Create();
        var text = new StringBuilder(64);
        foreach (var part in sha.ComputeHash(bytes))
        {
            text.Append(part.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
