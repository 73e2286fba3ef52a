using Whittle.Benchmarks.Commands;

return args switch
{
    ["ratios", .. var rest] => Ratios.Run(rest),
    _ => Usage.Print(),
};
