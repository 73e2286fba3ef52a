namespace Whittle.Tool.Verification;

/// <summary>Cases of public collections whose reference contradicts the meaning of the model.</summary>
internal static class WrongReferences
{
    private static readonly Dictionary<string, string> s_reasons = new(StringComparer.Ordinal)
    {
        ["onnx-backend/node/test_qlinearmatmul_2D_int8_float32"] = "its reference wraps around where QLinearMatMul saturates",
        ["tract/qtdnn_10x5_101_i32_biases"] = "its reference has ten rows where a convolution of three over ten rows without padding gives eight",
    };

    /// <summary>What is wrong with the case's reference; null when nothing is known against it.</summary>
    public static string? ReasonFor(string caseFolder)
    {
        var folder = Path.GetFullPath(caseFolder).Replace('\\', '/');
        return s_reasons.FirstOrDefault(known => folder.EndsWith("/" + known.Key, StringComparison.Ordinal)).Value;
    }
}
