using System.Diagnostics;
using System.Globalization;
using DigitDrawing;
using DigitTraining;
using DigitTraining.Export;
using DigitTraining.Quantization;

const int trainingImages = 30_000;
const int calibrationImages = 1_000;
const int freshImages = 2_000;

if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

var clock = Stopwatch.StartNew();
var training = DigitSet.Create(arguments.Seed, trainingImages);
var network = LeNet.Create();
var trainer = new Trainer(network, training, new TrainingSettings { Seed = arguments.Seed });
trainer.Run((epoch, loss) => Say($"epoch {epoch}: loss {loss:F5}, {clock.Elapsed.TotalSeconds:F1} s"));

var scales = Calibration.Measure(network, training, calibrationImages);
var quantized = QuantizedNetwork.Create(network, scales);

var fresh = DigitSet.Create(unchecked(arguments.Seed + 1), freshImages);
Say($"float: {Accuracy.Measure(fresh, network):P2} of {freshImages} fresh images, {network.ParameterCount} parameters");
Say($"int8:  {Accuracy.Measure(fresh, quantized):P2}");

Save(arguments.Output, OnnxExport.Write(quantized));
if (arguments.FloatOutput.Length > 0)
{
    Save(arguments.FloatOutput, FloatExport.Write(network));
}

return 0;

void Save(string path, byte[] file)
{
    Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
    File.WriteAllBytes(path, file);
    Say($"{path}: {file.Length} bytes, {clock.Elapsed.TotalSeconds:F1} s in all");
}

static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
