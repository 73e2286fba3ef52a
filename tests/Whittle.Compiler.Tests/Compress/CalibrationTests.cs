using System.Text;
using Whittle.Compiler.Settings;
using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.Compiler.Tests.Compress;

public sealed class CalibrationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("whittle calibration").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Data_MakesActivationsStatic()
    {
        WriteNpy("images.npy", "<f4", [6, 2, 8, 8], Floats(6 * 128));

        var plan = Compressed.Plan(Networks.Convolution(), Options());

        Assert.Equal(["PlanarConvolutionInt8", "DepthwiseConvolutionInt8", "FullyConnectedInt8Dynamic"], plan.Layers.Select(layer => layer.Kernel));
        Assert.DoesNotContain(plan.Steps, step => step.Call.Target == "DynamicQuantizeLinear.Run");
        var output = Assert.Single(plan.OutputDeviations);
        Assert.Equal((6, "data"), (output.Samples, output.Data));
        Assert.InRange(output.Deviation.SignalToNoise, 20, 60);
    }

    [Fact]
    public void TensorFiles_CountAsSamples()
    {
        File.WriteAllBytes(Path.Combine(_folder, "a.pb"), Tensor(Floats(12)));
        Directory.CreateDirectory(Path.Combine(_folder, "test_data_set_0"));
        File.WriteAllBytes(Path.Combine(_folder, "test_data_set_0", "input_0.pb"), Tensor(Floats(12)));
        File.WriteAllBytes(Path.Combine(_folder, "test_data_set_0", "output_0.pb"), Tensor(Floats(4)));

        Assert.Equal(2, Assert.Single(Compressed.Plan(Networks.Perceptron(), Options()).OutputDeviations).Samples);
    }

    [Fact]
    public void OtherElementTypes_AreConverted()
    {
        WriteNpy("bytes.npy", "|u1", [2, 12], [.. Enumerable.Range(0, 24).Select(i => (byte)i)]);

        Assert.Equal(2, Assert.Single(Compressed.Plan(Networks.Perceptron(), Options()).OutputDeviations).Samples);
    }

    [Theory]
    [InlineData("nothing", "there is no input in it")]
    [InlineData("length", "does not hold whole samples")]
    [InlineData("noise", "does not begin as a .npy file")]
    [InlineData("order", "Fortran order")]
    [InlineData("type", "element type '>f4'")]
    [InlineData("short", "holds 44 bytes")]
    public void BadData_IsOneError(string fault, string words)
    {
        switch (fault)
        {
            case "length":
                WriteNpy("x.npy", "<f4", [13], Floats(13));
                break;
            case "noise":
                File.WriteAllText(Path.Combine(_folder, "x.npy"), "no array, but some text");
                break;
            case "order":
                WriteNpy("x.npy", "<f4", [12], Floats(12), fortran: true);
                break;
            case "type":
                WriteNpy("x.npy", ">f4", [12], Floats(12));
                break;
            case "short":
                WriteNpy("x.npy", "<f4", [12], Floats(11));
                break;
        }

        var error = Assert.Single(Compressed.Compile(Networks.Perceptron(), Options()).Plan.Errors);
        Assert.Equal("WHT0021", error.Id);
        Assert.Contains(words, error.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Accuracy_CountsGreatestOutputs()
    {
        // y = x: the class of a sample is the place of its largest number.
        var model = new TestModel()
            .Input("x", 1, 3)
            .Constant(OnnxTensor.FromFloats("w", [3, 3], [1, 0, 0, 0, 1, 0, 0, 0, 1]))
            .Node("MatMul", "x w", "y")
            .Output("y");
        WriteNpy("x.npy", "<f4", [4, 3], Bytes([1, 0, 0, 0, 1, 0, 0, 0, 1, 5, 6, 4]));
        WriteNpy("labels.npy", "<i8", [4], [.. new long[] { 0, 1, 1, 1 }.SelectMany(BitConverter.GetBytes)]);
        var budget = new BudgetOptions { TestData = new DataFolder(_folder, "data"), Accuracy = 0.8 };

        var plan = Compressed.Plan(model, CompressionOptions.None, budget);

        Assert.Equal(new PlanAccuracy(0.75, 4, "data"), plan.Accuracy);
        var excess = Assert.Single(plan.Excesses);
        Assert.Equal("WHT3004", excess.Id);
        Assert.Contains("75 % of the 4 samples in 'data' are classified right, and MinAccuracy asks for 80 %", excess.Cause, StringComparison.Ordinal);
    }

    private CompressionOptions Options() => new() { WeightBits = 8, Calibration = new DataFolder(_folder, "data") };

    private static byte[] Floats(int count) => Bytes([.. Enumerable.Range(0, count).Select(i => ((i * 37 % 101) - 50) / 25f)]);

    private static byte[] Bytes(float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static byte[] Tensor(byte[] floats) =>
        // TensorProto { data_type = 2: FLOAT, raw_data = 9, dims = 1 }.
        [0x08, (byte)(floats.Length / 4), 0x10, 1, (9 << 3) | 2, (byte)floats.Length, .. floats];

    private void WriteNpy(string name, string type, int[] shape, byte[] data, bool fortran = false)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': ({string.Join(", ", shape)},), }}";
        header = header.PadRight(((header.Length + 10 + 64) / 64 * 64) - 11) + "\n";
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header), .. data];
        File.WriteAllBytes(Path.Combine(_folder, name), file);
    }
}
