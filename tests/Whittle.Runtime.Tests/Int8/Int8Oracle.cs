namespace Whittle.Runtime.Tests.Int8;

/// <summary>The definitions, written as plainly as can be and sharing nothing with the kernels.</summary>
internal static class Int8Oracle
{
    /// <summary>Activations as numbers: unsigned or signed bytes, less the zero point.</summary>
    public static int[] Centre(byte[] bytes, bool signed, int zeroPoint)
    {
        var numbers = new int[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            numbers[i] = (signed ? (sbyte)bytes[i] : bytes[i]) - zeroPoint;
        }

        return numbers;
    }

    public static int[] FullyConnected(int rows, int inputs, int outputs, int[] x, sbyte[] weights)
    {
        var sums = new int[rows * outputs];
        for (var row = 0; row < rows; row++)
        {
            for (var o = 0; o < outputs; o++)
            {
                for (var i = 0; i < inputs; i++)
                {
                    sums[(row * outputs) + o] += x[(row * inputs) + i] * weights[(o * inputs) + i];
                }
            }
        }

        return sums;
    }

    public static int[] Convolution(ConvolutionSizes s, int[] x, sbyte[] weights)
    {
        var sums = new int[s.OutputLength];
        for (var index = 0; index < sums.Length; index++)
        {
            var o = index % s.Outputs;
            var column = index / s.Outputs % s.OutputWidth;
            var row = index / s.Outputs / s.OutputWidth % s.OutputHeight;
            var image = index / s.Outputs / s.OutputWidth / s.OutputHeight;
            var group = o / (s.Outputs / s.Groups);
            for (var ky = 0; ky < s.KernelHeight; ky++)
            {
                for (var kx = 0; kx < s.KernelWidth; kx++)
                {
                    for (var c = 0; c < s.Channels; c++)
                    {
                        var y = (image * s.InputHeight) + (row * s.Stride) + (ky * s.Dilation);
                        var pixel = (y * s.InputWidth) + (column * s.Stride) + (kx * s.Dilation);
                        var weight = weights[(((((o * s.KernelHeight) + ky) * s.KernelWidth) + kx) * s.Channels) + c];
                        sums[index] += x[(((pixel * s.Groups) + group) * s.Channels) + c] * weight;
                    }
                }
            }
        }

        return sums;
    }

    /// <summary>Rounds in double precision, where clamping before or after makes no difference.</summary>
    public static int Requantize(int sum, float multiplier, int zeroPoint, int minimum, int maximum)
    {
        double product = (float)sum * multiplier;
        return (int)Math.Clamp(Math.Round(product, MidpointRounding.ToEven) + zeroPoint, minimum, maximum);
    }

    /// <summary>ONNX Runtime's QLinearAdd of two numbers, with every rounding where it has one.</summary>
    public static int Add(int left, int right, Int8Sum sum, int lowest, int highest)
    {
        var (leftRatio, rightRatio) = (sum.LeftScale / sum.OutputScale, sum.RightScale / sum.OutputScale);
        var constant = sum.OutputZeroPoint - MathF.FusedMultiplyAdd(leftRatio, sum.LeftZeroPoint, rightRatio * sum.RightZeroPoint);
        double value = MathF.FusedMultiplyAdd(left, leftRatio, MathF.FusedMultiplyAdd(right, rightRatio, constant));
        return (int)Math.Clamp(Math.Round(value, MidpointRounding.ToEven), lowest, highest);
    }
}

/// <summary>Scales and zero points of a QLinearAdd.</summary>
internal sealed record Int8Sum(float LeftScale, int LeftZeroPoint, float RightScale, int RightZeroPoint, float OutputScale, int OutputZeroPoint);
