#include "extract/tagger_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "extract/token.h"

namespace dateline::extract {
namespace {

// Given names that are also places, months or common words ("Austin", "April", "Will") are left out: such people
// are found by their titles.
constexpr std::string_view kGivenNames =
    "Aaron Abigail Abdul Abdullah Abraham Adam Adrian Adrienne Agnes Ahmad Ahmed Aidan Aileen Akira Alan Alana Albert Alejandro "
    "Aleksandr Alex Alexander Alexandra Alexei Alexis Alfred Ali Alice Alicia Alison Allan Allen Allison Alondra Alvin Amanda "
    "Amit Amy Ana Anand Andre Andrea Andreas Andrei Andrew Andy Angela Anita Anjali Ann Anna Anne Annette Anthony Anton "
    "Antonio Antony Arati Ari Arjun Arnold Arthur Arun Ashley Ashok Ashwini Audrey Avril Barbara Barry Beatrice Ben Benjamin "
    "Bernard Bernie Beth Betsy Betty Beverly Bill Billy Bob Bonnie Boris Brad Bradley Brandon Brenda Brendan Brent Brett Brian "
    "Brittany Bruce Bryan Caitlin Cameron Carl Carla Carlos Carmen Carol Caroline Carolyn Carrie Casey Catherine Cathy Cecilia "
    "Chad Charlene Charles Charlie Cheryl Chris Christian Christina Christine Christoph Christophe Christopher Christy Chuck "
    "Cindy Claire Clara Clarence Claude Claudia Clay Clayton Clete Clifford Clyde Cody Colin Colleen Connie Connor Conor Corey "
    "Cory Craig Curtis Cynthia Damian Damien Damon Dana Daniel Danielle Danny Darin Darren Darryl Dave David Dawn Dean Deborah "
    "Debra Deepak Delphine Denis Denise Dennis Derek Diana Diane Didier Diego Dina Dirk Dmitri Dmitry Dominic Don Donald Donna "
    "Doreen Doris Dorothy Doug Douglas Drew Duane Duncan Dustin Dylan Earl Eddie Edgar Edith Edmund Eduardo Edward Edwin Eileen "
    "Elaine Eleanor Elena Eli Elias Elise Elisabeth Elizabeth Ella Ellen Elon Emily Emma Emmanuel Enrique Eric Erica Erik Erika "
    "Erin Ernest Ernie Esteban Esther Ethan Eugene Eva Evan Evelyn Farid Fatima Felipe Felix Fernando Fiona Floyd Frances "
    "Francesca Francesco Francis Francisco Frank Franklin Fred Frederic Frederick Fumio Gabriel Gabriela Gail Gareth Gary Gavin "
    "Geoff Geoffrey George Gerald Gerard Gideon Gilbert Gina Ginny Giorgia Giovanni Giulia Giuseppe Gladys Glen Glenn Gloria "
    "Gordon Grace Graham Greg Gregg Gregory Greta Guillaume Guillermo Gunther Gustavo Guy Gwen Hal Hank Hannah Hans Harald "
    "Harold Harriet Harry Harvey Hassan Heather Hector Heidi Helen Helena Helga Henri Henrik Henry Herbert Herman Hillary Hiroshi "
    "Hiroyuki Holly Howard Hubert Hugh Hugo Ian Ibrahim Igor Ingrid Irene Iris Isaac Isabel Isabella Isabelle Ivan Jack Jackie "
    "Jackson Jacob Jacqueline Jacques Jaime Jake Jamal James Jamie Jan Jane Janet Janice Janine Jared Jason Javier Jay Jayden Jean "
    "Jeanne Jeff Jeffery Jeffrey Jen Jenna Jennifer Jenny Jens Jensen Jeremiah Jeremy Jerome Jerry Jesse Jessica Jill Jim Jimmy Jo "
    "Joan Joanna Joanne Jodi Jody Joe Joel Joerg Johan Johannes John Johnny Jon Jonas Jonathan Jorge Jose José Joseph Josh Joshua "
    "Joyce Juan Juanita Judith Judy Julia Julian Juliana Julianne Julie Juliet Julio Julius Justin Jürgen Kaja Karen Karim Karin "
    "Karl Karla Karoline Kate Katherine Kathleen Kathryn Kathy Katie Katrina Kay Keith Kelly Ken Kendra Kenneth Kenny Kevin "
    "Khalid Kim Kirsten Klaus Kristen Kristi Kristin Kristina Kristine Kurt Kyle Lael Larry Laura Lauren Laurence Laurent Laurie "
    "Lawrence Leah Lena Leo Leon Leonard Leonardo Leslie Lester Liam Linda Lindsay Lindsey Lisa Liz Lloyd Lois Lorenzo Lori "
    "Lorraine Louis Louise Lucas Lucia Lucille Lucy Luis Luisa Luke Lydia Lynn Lynne Mahmoud Malcolm Manuel Marc Marcel Marco "
    "Marcus Margaret Margarita Margrethe Maria María Marianne Marie Marilyn Mario Marisa Marissa Marjorie Mark Marlene Maroš Marsha "
    "Marshall Martha Martin Martina Marty Marvin Mary Masato Matt Matteo Matthew Matthias Maureen Maurice Max Maxime Maxine Megan "
    "Melanie Melinda Melissa Meredith Merrick Michael Michaela Michel Michele Michelle Miguel Mike Mikhail Mildred Milton Mindy "
    "Miranda Miriam Mitch Mitchell Mohamed Mohammad Mohammed Mohan Molly Mona Monica Monique Muhammad Murray Myron Nadia Nancy Naomi "
    "Narendra Natalia Natalie Natasha Nate Nathan Nathaniel Neal Neil Nelson Nicholas Nick Nicola Nicolas Nicole Niels Nigel Nikhil "
    "Nikki Nina Nirmala Noah Noel Nora Norm Norma Norman Olaf Oleg Olga Oliver Olivia Olivier Omar Oscar Otto Pablo Pam Pamela Pat "
    "Patricia Patrick Patty Paul Paula Pauline Pavel Pedro Peggy Penny Pete Peter Phil Philip Philippe Phillip Phyllis Pierre Piyush "
    "Priscilla Priya Rachel Rafael Rahul Raj Rajesh Ralph Ramon Randall Randy Raphael Raul Ravi Ray Raymond Rebecca Regina Renata "
    "Rene Renee René Ricardo Richard Rick Ricky Rita Rob Robert Roberta Roberto Robin Robyn Rodney Rodrigo Roger Roland Rolf Roman "
    "Ron Ronald Ronnie Rosa Rosalind Rosemary Ross Roy Ruben Rudolf Rudy Rupert Russ Russell Ruth Ryan Sabine Sabrina Sally Salvador "
    "Sam Samantha Samir Samuel Sandeep Sandra Sandy Sanjay Sara Sarah Satya Saul Scott Sean Sebastian Serena Sergei Sergey Sergio Seth "
    "Shalanda Shane Shannon Sharon Shaun Shawn Sheila Shelley Shelly Sherri Sherry Shigeru Shinzo Shirley Siegfried Silvia Simon "
    "Simone Sofia Sonia Sonya Sophia Sophie Stacey Stacy Stan Stanley Stefan Stefanie Stella Stephanie Stephen Steve Steven Stewart "
    "Stuart Sundar Sunil Suresh Susan Susanna Susanne Susie Suzanne Sven Sylvia Takashi Tamara Tammy Tania Tanya Tara Tatiana Ted "
    "Teresa Terrence Terri Terry Thea Theodore Theresa Therese Thierry Thomas Tiffany Tim Timothy Tina Todd Tom Tomas Tommy Toni Tony "
    "Tracey Traci Tracy Travis Trevor Tricia Troy Tulsi Tyler Ulrich Ursula Valdis Valerie Vanessa Vera Vernon Veronica Vicki Vickie "
    "Victor Victoria Vijay Vincent Vincenzo Viktor Vivek Vivian Vladimir Volodymyr Wallace Walter Wanda Warren Wayne Wendell Wendy "
    "Werner Wesley Wilbur Wilfred Wilhelm Willem William Winston Wolfgang Xavier Yasmin Yolanda Yoon Yoshihide Yuri Yusuf Yvette "
    "Yvonne Zach Zachary Zoe";

constexpr std::string_view kFamilyNames =
    "Bai Bao Bi Bian Cai Cao Cen Chai Chan Chang Chao Chen Cheng Cheung Chiang Chiu Cho Choe Choi Chong Chou Chow Chu Chung Cui Dai "
    "Deng Ding Dong Dou Du Duan Fan Fang Fei Feng Fu Gan Gao Geng Gong Gu Guan Guo Ha Han Hao He Ho Hou Hsiao Hsieh Hsu Hu "
    "Hua Huang Hui Huo Hwang Jang Ji Jia Jian Jiang Jiao Jin Jing Jung Kang Ke Kim Kong Koo Kuan Kung Kuo Kwok Kwon Lai Lam Lan Lau Lee Lei Leung "
    "Li Lian Liang Liao Liaw Lien Lim Lin Ling Liu Lo Long Lou Lu Lü Luo Lyu Ma Mao Mei Meng Miao Mo Mok Mou Mu Ng Nguyen Ni Nie Ning Niu Ou Ouyang "
    "Pan Pang Park Pei Peng Pham Pi Pu Qi Qian Qiang Qiao Qin Qiu Qu Quan Ren Rong Ruan Seo Sha Shan Shang Shao Shen Sheng Shi Shin Shu "
    "Si Sima Song Su Sui Sun Sze Tai Tan Tang Tao Tian Ting Tong Tran Tsai Tsang Tse Tseng Tu Wan Wang Wei Wen Weng Wong Woo Wu Xi Xia "
    "Xiang Xiao Xie Xin Xing Xiong Xu Xue Yan Yang Yao Ye Yeh Yeung Yi Yin Ying Yoo You Yu Yuan Yue Yun Zang Zeng Zha Zhai Zhan Zhang "
    "Zhao Zhen Zheng Zhong Zhou Zhu Zhuang Zhuo Zong Zou Zuo";

constexpr std::string_view kTitles =
    "President Secretary Undersecretary Minister Premier Chancellor Senator Sen Representative Rep Congressman Congresswoman Governor Gov "
    "Mayor General Gen Admiral Adm Colonel Col Lieutenant Lt Captain Capt Major Maj Judge Justice Chairman Chairwoman Chairperson Chair "
    "Member Commissioner Director Administrator Speaker Leader Whip CEO CFO CTO COO CIO Executive Officer Founder Cofounder spokesperson spokesman "
    "spokeswoman analyst economist counsel Counsel Ambassador Envoy envoy Professor Prof Dr Doctor Mr Mrs Ms Miss Mx Sir Dame Lord Lady King Queen Prince Pope "
    "Representatives Reps Senators Sens Congressmen Justices Attorney Prosecutor prosecutor adviser advisor Adviser Advisor czar Czar Comptroller Treasurer "
    "founder chairman chairwoman chair director president partner strategist researcher fellow lawyer attorney "
    "professor columnist historian engineer scientist executive official manager Manager Deputy Inspector Superintendent Sheriff";

// "Justice" is left out: "Environmental Justice Screen".
constexpr std::string_view kAddresses =
    "Mr Mrs Ms Miss Mx Dr Prof Professor Senator Sen Representative Rep Congressman Congresswoman Secretary Undersecretary Governor Gov Chairman "
    "Chairwoman Judge Ambassador Commissioner President Premier Chancellor Admiral Adm Speaker Sir";

constexpr std::string_view kOfficesOf =
    "Secretary Secretaries Undersecretary Minister Ministers Comptroller Treasurer Solicitor";

constexpr std::string_view kFunctionWords =
    "a an the this that these those it its he she they we i you his her their our your my in on at by for from with under over after before since "
    "as if when while although though but and or nor so yet however there here what who whom whose which why how some many most all both such other "
    "another also still then now last next today yesterday tomorrow meanwhile according following during between among against about into through "
    "to of up out off per via not no yes than because unless until whether where once every each any either neither one two three four five six "
    "seven eight nine ten is are was were be been being has have had do does did will would shall should can could may might must said says "
    "say told tells added adds monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december first second third new former pursuant section part chapter title article annex appendix table figure note see item "
    "only just even more less much very too again ever never soon early late earlier later despite amid like unlike without within upon toward towards "
    "dear hello welcome thank thanks please let only read source sources photo image copyright";

constexpr std::string_view kBodyHeads =
    "Act Acts Award Awards Prize Medal Street Avenue Road Boulevard Square Building Bridge Airport Port County City Town Village Island Islands River "
    "Lake Mountain Valley Park Center Centre Foundation Institute Institution University College School Academy Hospital Clinic Library Museum Theater "
    "Theatre Church Press Times Post Journal News Daily Tribune Gazette Herald Magazine Review Bank Bancorp Capital Partners Ventures Fund Trust Holdings "
    "Group Company Corporation Corp Inc Ltd Limited LLC LLP PLC Co Industries Technologies Technology Systems Electronics Semiconductor "
    "Semiconductors Energy Motors Airlines Aerospace Securities Insurance Financial Stores Foods Brands Products Services Solutions Software Labs "
    "Laboratories Laboratory Pharmaceuticals Healthcare Media Entertainment Studios Pictures Records Music Association Society Union Council Committee "
    "Commission Administration Agency Bureau Board Court Department Ministry Office Government Congress Senate House Parliament Party Campaign "
    "Amendment Agreement Accord Treaty Convention Protocol Rule Rules Regulation Regulations Order Law Bill Code Doctrine Plan Program Programme Initiative "
    "Project Report Study Survey Index Conference Summit Forum Tower Towers Hall Stadium Arena Fellowship Scholarship Chair Day Week "
    "Counties Parish Notice Statement Policy Person Contact Information Manual Release Meeting Programs Statistics Practices Matters Trophy Agenda Samples "
    "Month Year Era Syndrome Disease Effect Theorem Model Day Regime Steel Oil Gas Power Electric Water Strait Canal Bay Creek Plate Refuge Canyon "
    "Peninsula Heights Springs Forest Monument Trail Highway";

constexpr std::string_view kNonAgencyBodies =
    "University Institute Academy College Institution School Foundation Association Society Federation Alliance Chamber Laboratory Laboratories Hospital "
    "Museum Airport Stadium Polytechnic Strategy Review Times Post Journal Daily Tribune Herald Gazette Symphony Conservatory Seminary Observatory";

constexpr std::string_view kAgencyHeads =
    "Committee Subcommittee Commission Bureau Agency Department Ministry Office Council Authority Administration Board Court Directorate Service "
    "Secretariat Parliament Senate Congress Assembly Cabinet Taskforce Tribunal Inspectorate Directorates Caucus Fleet Command";

constexpr std::string_view kRuleHeads =
    "Act Acts Regulation Regulations Rule Rules Order Treaty Agreement Convention Protocol Directive Directives Code Law Laws List Amendment Amendments "
    "Resolution Proclamation Decree Ordinance Measures Provisions Bill Statute Program Schedule Constitution Arrangement";

constexpr std::string_view kTradeWords =
    "Technology Technologies Science Sciences Industry Industries Industrial Trading Trade Export Import Engineering Construction Research Development "
    "Investment Investments Marine Offshore Electronics Electronic Electric Electrical Chemical Chemicals Commerce Machinery Equipment Service Services "
    "Shipping Power Gas Oil Iron Steel Metals Mining Minerals Communications Communication Information Finance Financial Insurance Trust Logistics "
    "Transport Aerospace Space Aviation Precision Instrument Instruments Optics Materials Energy Telecommunications Software Systems Network Networks Media "
    "Manufacturing Design Test Testing Packaging Medical Health Safety Security Environment Environmental Water Light Foods Foodstuffs Tobacco Electricity Lumber Sons Brothers";

constexpr std::array<std::string_view, 24> kInitials = {"zh", "ch", "sh", "ts", "hs", "b", "p", "m", "f", "d", "t", "n",
                                                        "l",  "g",  "k",  "h",  "j",  "q", "x", "r", "z", "c", "s", "y"};
constexpr std::array<std::string_view, 48> kFinals = {
    "iang", "iong", "uang", "ueng", "ang", "eng", "ing", "ong", "iao", "ian", "uai", "uan", "ung", "ai", "ei", "ao",
    "ou",   "an",   "en",   "in",   "un",  "ia",  "ie",  "iu",  "ua",  "uo",  "ui",  "ue",  "üe",  "ün", "er", "ih",
    "ieh",  "ueh",  "uen",  "ioh",  "ee",  "oo",  "a",   "o",   "e",   "i",   "u",   "ü",   "ien", "eh",  "uei", "yan"};

bool IsSyllable(std::string_view text) {
  if (text.starts_with('w')) text.remove_prefix(1);
  else {
    const auto initial = std::ranges::find_if(kInitials, [&](std::string_view prefix) { return text.starts_with(prefix); });
    if (initial != kInitials.end()) text.remove_prefix(initial->size());
  }
  return std::ranges::find(kFinals, text) != kFinals.end();
}

// Legal suffixes that are sure signs of a firm before them, and those that other words look like.
constexpr std::string_view kFirmSuffixes = "Inc Incorporated Corp Corporation Ltd Limited LLC LLP PLC GmbH Company Co Bhd Oyj JV JV1 JV2";
constexpr std::string_view kLegalSuffixes =
    "Inc Incorporated Corp Corporation Co Company Ltd Limited LLC LLP LP PLC GmbH AG SA NV BV SE KK Pte Pty Bhd Sdn AB ASA Oyj SpA KG Jr Sr SARL "
    "JSC OJSC PJSC OOO";
constexpr std::string_view kLawHeads = "Act Acts Regulations Treaty Convention Directive Regulation Directives Rule List Agreement Code";
constexpr std::string_view kRegimes = "administration regime government presidency cabinet junta";
constexpr std::string_view kDepartmentHeads = "Departments Ministries Bureaus Bureaux";

// All lists in one open-addressing table: hash to classes.
class ClassTable {
 public:
  ClassTable() {
    Enter(kGivenNames, kGivenName);
    Enter(kFamilyNames, kFamilyName);
    Enter(kTitles, kTitle);
    Enter(kAddresses, kAddress);
    Enter(kOfficesOf, kOfficeOf);
    Enter(kFunctionWords, kFunctionWord);
    Enter(kBodyHeads, kBodyHead);
    Enter(kNonAgencyBodies, kNonAgencyBody);
    Enter(kAgencyHeads, kAgencyHead);
    Enter(kRuleHeads, kRuleHead);
    Enter(kTradeWords, kTradeWord);
    Enter(kRegimes, kRegimeWord);
    Enter(kFirmSuffixes, kFirmSuffix);
    Enter(kDepartmentHeads, kDepartments);
    Enter(kLawHeads, kLawHead);
    Enter(kLegalSuffixes, kLegalSuffix);
  }
  [[nodiscard]] std::uint16_t Find(std::uint32_t hash) const {
    const std::uint32_t bit = hash >> kFilterShift;
    if ((filter_[bit >> 6] >> (bit & 63) & 1) == 0) return 0;
    for (std::size_t at = hash & kMask;; at = (at + 1) & kMask) {
      if (slots_[at].classes == 0) return 0;
      if (slots_[at].hash == hash) return slots_[at].classes;
    }
  }

  template <typename Visit>
  void Each(Visit visit) const {
    for (const Slot& slot : slots_) {
      if (slot.classes != 0) visit(slot.hash, slot.classes);
    }
  }

 private:
  static constexpr std::size_t kMask = 8191;
  static constexpr unsigned kFilterShift = 16;  // one bit for the upper half of a hash: most words are in no list
  struct Slot {
    std::uint32_t hash = 0;
    std::uint16_t classes = 0;
  };

  void Enter(std::string_view words, NameClass word_class) {
    for (const Token& token : Tokenise(words)) {
      const std::uint32_t bit = token.hash >> kFilterShift;
      filter_[bit >> 6] |= std::uint64_t{1} << (bit & 63);
      std::size_t at = token.hash & kMask;
      while (slots_[at].classes != 0 && slots_[at].hash != token.hash) at = (at + 1) & kMask;
      slots_[at].hash = token.hash;
      slots_[at].classes = static_cast<std::uint16_t>(slots_[at].classes | word_class);
    }
  }

  std::array<Slot, kMask + 1> slots_{};
  std::array<std::uint64_t, (1u << 16) / 64> filter_{};
};

// Made before main: asked for several times a word, and a guard would be asked each time.
const ClassTable kClasses;

std::uint16_t ClassesOf(std::uint32_t hash) { return kClasses.Find(hash); }

}  // namespace

std::uint16_t NameClassesOf(std::uint32_t hash) { return ClassesOf(hash); }

void EachNameWord(const std::function<void(std::uint32_t, std::uint16_t)>& visit) { kClasses.Each(visit); }

bool IsGivenName(std::uint32_t hash) { return (ClassesOf(hash) & kGivenName) != 0; }
bool IsFamilyName(std::uint32_t hash) { return (ClassesOf(hash) & kFamilyName) != 0; }
bool IsTitle(std::uint32_t hash) { return (ClassesOf(hash) & kTitle) != 0; }
bool IsAddress(std::uint32_t hash) { return (ClassesOf(hash) & kAddress) != 0; }
bool IsOfficeOf(std::uint32_t hash) { return (ClassesOf(hash) & kOfficeOf) != 0; }
bool IsFunctionWord(std::uint32_t hash) { return (ClassesOf(hash) & kFunctionWord) != 0; }
bool IsBodyHead(std::uint32_t hash) { return (ClassesOf(hash) & kBodyHead) != 0; }
bool IsNonAgencyBody(std::uint32_t hash) { return (ClassesOf(hash) & kNonAgencyBody) != 0; }
bool IsAgencyHead(std::uint32_t hash) { return (ClassesOf(hash) & kAgencyHead) != 0; }
bool IsRuleHead(std::uint32_t hash) { return (ClassesOf(hash) & kRuleHead) != 0; }
bool IsTradeWord(std::uint32_t hash) { return (ClassesOf(hash) & kTradeWord) != 0; }

bool IsPinyin(std::string_view word) {
  std::string folded = FoldToken(word);
  // One or two syllables, perhaps hyphenated.
  if (folded.size() < 2 || folded.size() > 13) return false;
  if (IsSyllable(folded)) return true;
  for (std::size_t cut = 1; cut < folded.size(); ++cut) {
    std::string_view right = std::string_view(folded).substr(cut);
    if (right.starts_with('-') || right.starts_with('\'')) right.remove_prefix(1);
    if (IsSyllable(std::string_view(folded).substr(0, cut)) && IsSyllable(right)) return true;
  }
  return false;
}

}  // namespace dateline::extract
