// The functions behind the rows of the table in cli/commands.cc.
#pragma once

#include "cli/command.h"

namespace dateline::cli {

// ask.cc
int RunTimeline(const Arguments&, Shell&);
int RunShow(const Arguments&, Shell&);
int RunStatus(const Arguments&, Shell&);
int RunSearch(const Arguments&, Shell&);
// streams.cc
int RunExtract(const Arguments&, Shell&);
int RunDates(const Arguments&, Shell&);
int RunParseFeed(const Arguments&, Shell&);
// parse_page.cc
int RunParsePage(const Arguments&, Shell&);
// import.cc
int RunImport(const Arguments&, Shell&);
int RunReplay(const Arguments&, Shell&);
// collect.cc
int RunCollect(const Arguments&, Shell&);
// sources.cc, sources_add.cc
int RunSourcesAdd(const Arguments&, Shell&);
int RunSourcesList(const Arguments&, Shell&);
int RunSourcesTest(const Arguments&, Shell&);
int RunSourcesWhy(const Arguments&, Shell&);
// alerts.cc
int RunAlertsList(const Arguments&, Shell&);
int RunAlertsAck(const Arguments&, Shell&);
int RunDeliveriesList(const Arguments&, Shell&);
int RunDeliveriesRetry(const Arguments&, Shell&);
// rules.cc
int RunRulesList(const Arguments&, Shell&);
int RunRulesTest(const Arguments&, Shell&);
// keep.cc
int RunFsck(const Arguments&, Shell&);
int RunRebuild(const Arguments&, Shell&);
int RunDump(const Arguments&, Shell&);
// run.cc
int RunDaemon(const Arguments&, Shell&);
int RunTail(const Arguments&, Shell&);
// setup.cc
int RunCheck(const Arguments&, Shell&);
int RunInit(const Arguments&, Shell&);
int RunDictFind(const Arguments&, Shell&);
int RunCompletion(const Arguments&, Shell&);
int RunMan(const Arguments&, Shell&);
// doctor.cc
int RunDoctor(const Arguments&, Shell&);
// entity.cc, said.cc, next.cc, diff.cc, why.cc
int RunEntity(const Arguments&, Shell&);
int RunSaid(const Arguments&, Shell&);
int RunNext(const Arguments&, Shell&);
int RunDiff(const Arguments&, Shell&);
int RunToday(const Arguments&, Shell&);
int RunWhy(const Arguments&, Shell&);
// fix.cc
int RunFix(const Arguments&, Shell&);
// export.cc
int RunExport(const Arguments&, Shell&);
// demo.cc
int RunDemo(const Arguments&, Shell&);

}  // namespace dateline::cli
