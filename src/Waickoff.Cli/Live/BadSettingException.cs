using Waickoff.Analysis;
using Waickoff.Market;

namespace Waickoff.Cli.Live;

/// <summary>A setting from the environment cannot be used.</summary>
internal sealed class BadSettingException(LocalText text, Exception? cause = null) : MarketInputException(text, cause);
