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
    "Aaron Abbas Abdel Abdul Abdulaziz Abdullah Abdulrahman Abigael Abigail Abraham Adam Adele Adeline Aditi Aditya Adolfo "
    "Adrian Adrienne Agnes Ahmad Ahmed Ahmet Aicha Aidan Aileen Ajay Akash Akiko Akio Akira Alain Alan Alana Albert "
    "Alejandro Aleksandr Alessandra Alessandro Alex Alexander Alexandra Alexei Alexis Alfonso Alfred Alfredo Ali Alice "
    "Alicia Alina Alison Alistair Allan Allen Allison Alondra Alvaro Alvin Amal Amanda Amara Amelia Amin Amina Amir Amit "
    "Amrita Amy Ana Anand Anastasia Anders Anderson Andre Andrea Andreas Andrei Andrew Andrzej Andrés Andy Angela Angelo "
    "Angus Anil Anita Anjali Anjana Ann Anna Anne Anneliese Annette Annika Anthony Antoine Anton Antonia Antonio Antonis "
    "Antony António Anurag Anwar Aoife Arati Ari Ariana Ariel Arif Arjen Arjun Arlene Armando Armin Arne Arnold Arthur "
    "Arturo Arun Arvind Asad Ashish Ashley Ashok Ashwini Asif Asim Astrid Atsushi Audrey Augusto Aurelia Avril Ayesha Aziz "
    "Barbara Barry Bart Bartosz Bashar Bashir Bastian Beata Beatrice Ben Benedict Benedikt Benita Benito Benjamin Benoit "
    "Benoît Bernard Bernie Bert Bertrand Beth Betsy Betty Beverly Bianca Bilal Bill Billy Birgit Björn Blanca Bob Bogdan "
    "Bojan Bonnie Boris Boyd Brad Bradley Brandon Brenda Brendan Brent Brett Brian Brigid Brigitte Brittany Bronwyn Bruce "
    "Bryan Bryce Caitlin Caleb Cameron Camila Camilla Camille Carina Carl Carla Carlo Carlos Carmela Carmen Carol Carole "
    "Caroline Carolyn Carrie Casey Caspar Catalina Catherine Cathy Cecile Cecilia Celeste Celia Celine Cesar Chad Chantal "
    "Charlene Charles Charlie Cheryl Chloe Chris Christa Christian Christina Christine Christoffer Christoph Christophe "
    "Christopher Christos Christy Chuck Ciara Cindy Claire Clara Clarence Claude Claudia Claudio Clay Clayton Clemens Clete "
    "Clifford Clyde Clément Cody Colin Colleen Connie Connor Conor Conrad Constance Corey Cornelia Cornelius Cory Craig "
    "Cristian Cristiano Cristina Curtis Cynthia Cyril Cyrus Cédric Daisuke Damian Damien Damon Dana Danica Daniel Daniela "
    "Daniele Danielle Danny Danuta Darin Dario Dariusz Darlene Darnell Darrell Darren Darryl Dave David Davide Dawn Dean "
    "Deborah Debra Deepak Deirdre Delia Delphine Demetrius Denis Denise Dennis Derek Devendra Devin Dexter Dharmendra Diana "
    "Diane Dianne Dick Didier Diego Dieter Dilip Dimitri Dimitris Dina Dinesh Dirk Divya Dmitri Dmitry Dmytro Dolores "
    "Domenico Dominic Don Donald Donatella Donna Doreen Doris Doron Dorothy Doug Douglas Dragan Drew Duane Duncan Dustin "
    "Dylan Earl Ebrahim Eddie Edgar Edith Edmund Edna Edoardo Eduardo Edward Edwin Ehud Eiji Eileen Ekaterina Elaine Eleanor "
    "Elena Elham Eli Elias Elisa Elisabeth Elise Eliza Elizabeth Ella Ellen Elliot Elliott Elon Elsa Emil Emiliano Emilie "
    "Emilio Emily Emine Emma Emmanuel Enrique Enzo Erdal Eric Erica Erich Erik Erika Erin Ernest Ernesto Ernie Ernst Esmail "
    "Esteban Esther Eswar Ethan Etienne Eugene Eugenia Eugenio Eva Evan Evelyn Evgeny Fabian Fabien Fabio Fabrice Fabrizio "
    "Faisal Farah Fareed Farhad Farid Faruk Fatih Fatima Federica Federico Felipe Felix Ferdinand Fergus Fernando Filip "
    "Fiona Florian Floyd Frances Francesca Francesco Francis Francisco Franck Franco Frank Franklin Franz François Françoise "
    "Fred Freddie Freddy Frederic Frederick Frederik Friedrich Fritz Fumiko Fumio Gabriel Gabriela Gabrielle Gail Ganesh "
    "Gareth Gary Gaurav Gavin Gavriel Gaëlle Geert Genevieve Geoff Geoffrey George Georges Georgios Gerald Gerard Gerd "
    "Gerhard Gerrit Gerry Ghassan Giancarlo Gianluca Gideon Gilbert Gilles Gina Ginny Gino Giorgia Giovanni Giulia Giulio "
    "Giuseppe Gladys Glen Glenn Gloria Gopal Gordon Govind Grace Graciela Graham Greg Gregg Gregor Gregory Greta Gretchen "
    "Guido Guilherme Guillaume Guillermo Gulnara Gunther Gustavo Guy Gwen Gyorgy György Hakan Hal Hamad Hamid Hamza Hank "
    "Hannah Hans Harald Harish Harjit Harold Harriet Harry Hartmut Haruhiko Harvey Hassan Hassanal Hayley Hazel Heather "
    "Hector Heidi Heiko Heinrich Heinz Helen Helena Helene Helga Helmut Hendrik Henning Henri Henrik Henry Herbert Herman "
    "Herve Hervé Hideki Hideo Hilda Hillary Hiroki Hiroshi Hiroyuki Hitoshi Holger Holly Horacio Horst Hossein Howard Hubert "
    "Hugh Hugo Hussain Hussein Ian Ibrahim Ignacio Igor Ilan Ilya Iman Imran Ines Inga Ingrid Inna Ioannis Irene Irina Iris "
    "Irma Irving Isaac Isabel Isabella Isabelle Isaias Ishaan Ismail Itzhak Ivan Ivana Ivo Jaap Jacek Jack Jackie Jackson "
    "Jacob Jacqueline Jacques Jagdish Jaime Jake Jakob Jakub Jamal James Jamie Jan Jana Jane Janet Janez Janice Janine "
    "Janusz Jared Jaroslav Jason Javier Jay Jayden Jayne Jean Jeanne Jeff Jeffery Jeffrey Jelena Jen Jenna Jennifer Jenny "
    "Jens Jensen Jeremiah Jeremy Jerome Jerry Jerzy Jesse Jessica Jill Jim Jimmy Jo Joachim Joan Joanna Joanne Joaquin "
    "Joaquín Jochen Jodi Jody Joe Joel Joerg Johan Johanna Johannes John Johnny Jolanta Jon Jonas Jonathan Joost Jordi Jorge "
    "Joris Jose Josef Josefina Joseph Josephine Josh Joshua Josip José Jovan Joyce João Juan Juanita Judith Judy Juha Julia "
    "Julian Juliana Julianne Julie Julien Juliet Julieta Julio Julius Junichi Juris Justin Jutta Jörg Jürgen Kaja Kamal "
    "Kamala Kanako Karan Karel Karen Karim Karin Karina Karl Karla Karoline Karthik Kasper Katarina Katarzyna Kate Katherine "
    "Kathleen Kathrin Kathryn Kathy Katie Katja Katrina Katsunobu Kavita Kay Kazuo Kazuyuki Keiichi Keiko Keir Keith Kelly "
    "Kemal Ken Kendra Kenichi Kenji Kenneth Kenny Kerstin Ketanji Kevin Khalid Kim Kiran Kirill Kirsten Kishore Klara Klaus "
    "Konstantin Krishna Kristen Kristi Kristin Kristina Kristine Krzysztof Kunal Kunihiko Kurt Kyle Kyung Lael Lakshmi Lalit "
    "Larry Lars Lasse Laszlo Latifa Laura Lauren Laurence Laurent Laurie Lawrence Leah Leander Leif Leila Lena Lennart Leo "
    "Leon Leonard Leonardo Leopold Leslie Lester Leticia Liam Lidia Linda Lindsay Lindsey Lionel Lisa Livia Liz Lloyd Lois "
    "Lorena Lorenzo Loretta Lori Lorraine Lothar Louis Louisa Louise Lubna Luca Lucas Lucia Luciana Luciano Lucille Lucy "
    "Ludovic Ludwig Luigi Luis Luisa Luiz Lukas Lukasz Luke Lutz Lydia Lynn Lynne László Maarten Madeleine Madhav Magda "
    "Magdalena Magnus Mahdi Mahesh Mahmoud Majid Makoto Malcolm Mandeep Manfred Manish Manmohan Manoj Manuel Manuela Marc "
    "Marcel Marcelo Marcin Marco Marcus Marek Margaret Margarita Margot Margrethe Margrit Maria Mariana Marianne Mariano "
    "Marie Marija Marilyn Mario Marisa Marissa Marius Mariusz Marjan Marjorie Mark Markus Marlene Maroš Marsha Marshall "
    "Marta Martha Martijn Martin Martina Marty Marvin Mary María Masahiro Masaki Masato Masayoshi Massimo Mateo Mateusz "
    "Mathias Mathieu Mathilde Mats Matt Matteo Matthew Matthias Maureen Maurice Mauricio Maurizio Max Maxime Maxine Megan "
    "Mehdi Mehmet Melanie Melinda Melissa Melvin Mercedes Meredith Merrick Michael Michaela Michał Michel Michele Michelle "
    "Michiko Michio Miguel Mihai Mikael Mike Mikhail Mikko Mildred Milena Miloš Milton Mindy Minoru Miranda Miriam Miroslav "
    "Mitch Mitchell Mitsuru Mohamad Mohamed Mohammad Mohammed Mohan Mohsen Moises Molly Mona Monica Monique Moritz Morten "
    "Moshe Mostafa Muhammad Mukesh Murali Murat Murray Mustafa Myrna Myron Nabil Nadia Nadine Nancy Naoki Naomi Narendra "
    "Naresh Nasser Natalia Natalie Natalya Natasha Nate Nathan Nathaniel Naveen Nawaf Neal Neelam Neena Neha Neil Nelly "
    "Nelson Nicholas Nick Nicklas Niclas Nico Nicola Nicolas Nicole Niels Nigel Nikhil Nikita Nikki Nikolai Nikos Nilesh "
    "Nils Nina Nirmala Nisha Noah Nobuo Noel Nora Norbert Norihiro Noriko Norm Norma Norman Núria Octavio Odile Oksana Olaf "
    "Oleg Oleksandr Oleksii Olga Oliver Olivia Olivier Oliwia Omar Osama Oscar Oskar Osman Osvaldo Otis Otto Pablo Padma Pam "
    "Pamela Pankaj Paolo Pascal Pascale Pat Patricia Patricio Patrick Patty Paul Paula Pauline Paulo Pavel Pawel Paweł Pedro "
    "Peggy Penny Pete Peter Petr Petra Petros Phil Philip Philipp Philippe Phillip Phyllis Pierre Pietro Pilar Piotr Piyush "
    "Prabhu Pradeep Prakash Pramod Prashant Praveen Predrag Preeti Priscilla Priya Rachel Radek Radoslaw Radosław Rafael "
    "Raghav Rahul Raimund Rainer Raj Rajeev Rajesh Rajiv Ralph Ramesh Ramon Ramona Randall Randi Randy Raphael Rashad Rashid "
    "Rasmus Raul Ravi Ray Raymond Rebecca Regina Reiko Reiner Reinhard Reinhold Renata Renate Renato Rene Renee René Reuben "
    "Reza Rhonda Ricardo Riccardo Richard Rick Ricky Rishi Rita Riyad Rob Robbie Robert Roberta Roberto Robin Robrecht Robyn "
    "Rocco Rodney Rodolfo Rodrigo Roel Rogelio Roger Rohan Rohit Roland Rolf Romain Roman Ron Ronald Ronnie Rosa Rosalind "
    "Rosanna Rosario Rosemarie Rosemary Roslyn Ross Roxana Roy Ruben Rubén Rudolf Rudy Rune Rupert Russ Russell Ruth Ryan "
    "Ryosei Ryuji Rüdiger Saad Sabine Sabrina Sachin Sadie Saleh Salim Sally Salma Salman Salvador Sam Samantha Samir Samira "
    "Samuel Sanae Sandeep Sandra Sandro Sandy Sanjay Sanjeev Sanjiv Sanna Santosh Sara Sarah Satoshi Satsuki Satya Saul "
    "Scott Sean Sebastian Selim Selma Serena Serge Sergei Sergey Sergii Sergio Seth Seyed Shahid Shalanda Shane Shannon "
    "Sharif Sharon Shaun Shawn Sheila Sheldon Shelley Shelly Sherri Sherry Shigeki Shigeru Shinichi Shinji Shinzo Shirley "
    "Shiro Shreya Shweta Siddharth Siegfried Sigmar Sigrid Silke Silvana Silvia Silvio Simon Simona Simone Simonetta Sinéad "
    "Siobhan Sjoerd Slavko Smita Sofia Sonia Sonja Sonya Sophia Sophie Soren Sotiris Srinivas Stacey Stacy Stan Stanislav "
    "Stanislaw Stanley Stavros Stefan Stefanie Steffen Stella Stephanie Stephen Steve Steven Stewart Stig Stuart Stéphane "
    "Subhash Subramanian Sudhir Sujata Sulaiman Sundar Sunil Sunita Suresh Susan Susana Susanna Susanne Sushil Susie Suzanne "
    "Sven Svetlana Swati Sybille Sylvia Søren Taavi Tadashi Tadeusz Takashi Takeshi Takuya Talal Tamar Tamara Tammy Tamás "
    "Tania Tanya Tara Tareq Tariq Taro Tarun Tatiana Tatsuya Ted Teresa Terrence Terri Terry Tetsuya Thea Theo Theodor "
    "Theodora Theodore Theresa Therese Thierry Thijs Thilo Thomas Thorsten Tibor Tiffany Tim Timo Timothy Timur Tina Tobias "
    "Todd Tom Tomas Tomasz Tommy Tomoko Tomáš Toni Tony Toomas Torsten Toru Toshiaki Toshihiro Toshio Tove Tracey Traci "
    "Tracy Travis Trevor Tricia Trine Tristan Troy Tsutomu Tulsi Tuomas Tyler Uday Udo Ulf Ulrich Ulrike Umar Umberto Urs "
    "Ursula Uwe Uzra Vaclav Valdis Valentin Valentina Valeria Valerie Valery Vanda Vandana Vanessa Varun Vasily Vassilis "
    "Veena Venkat Venkatesh Vera Vernon Veronica Veronique Vicki Vickie Victor Victoria Vijay Vikas Vikram Viktor Vilma "
    "Vinay Vincent Vincenzo Vineet Viola Violeta Virgil Virginie Vishal Vito Vittorio Vivek Vivian Vladimir Vladislav "
    "Vojislav Volker Volodymyr Vyacheslav Václav Véronique Waleed Wallace Walter Waltraud Wanda Warren Wayne Wendell Wendy "
    "Werner Wesley Wilbur Wilfred Wilfried Wilhelm Willem William Wim Winston Wojciech Wolfgang Wopke Xavier Yair Yannick "
    "Yannis Yasir Yasmin Yasuhiro Yasuo Yasutoshi Yevgeny Yitzhak Yoichi Yoko Yolanda Yoon Yoshihide Yoshimasa Yoshio "
    "Youssef Yuichi Yukiko Yukio Yulia Yuri Yuriko Yusuf Yves Yvette Yvonne Zach Zachary Zainab Zaki Zbigniew Zdeněk Zeynep "
    "Zoe Zoltan Zoran Zubair Zuzana Álvaro Étienne Østen Łukasz "
    "Aad Abhishek Addison Adel Adriana Agnieszka Agnès Aiden Aimen Aisha Alasdair Alastair Alec Alejandra Aleksei Alexey Amelie Amparo Amr "
    "Amélie Anatoly Andrej Andrey Andrii Andrius Andriy Angelina Anja Annegret Annemarie Antoinette Antônio Araceli Archibald Arkady Arnaud "
    "Atticus Aukje Aurélie Ayden Bandar Barnaby Barney Beatriz Bernadette Bernd Bertha Bezalel Birgitta Bjorn Blaine Bohdan Brandi Brayden "
    "Brenna Bret Bridget Brielle Bryson Caitlyn Calvin Carly Cassandra Cecil Cedric Charlotte Chiara Chrissy Clarissa Claudette Clive Colette "
    "Colton Corinne Crispin Céline Daphne Darius Daryl Deanna Debbie Declan Delilah Denys Desmond Detlef Dilan Dilma Dominique Donovan Dwayne "
    "Edouard Eliana Elijah Ellie Elmer Elsie Elton Elvis Emanuel Emiko Emile Emilia Emmett Enrico Ephraim Estelle Ethel Etta Eunice Evangeline "
    "Ezekiel Ezra Fahad Faye Felicia Femke Flávio Forrest Francine Francois Frankie Frans Freda Fredrik Frédéric Fábio Gabe Gabriella Gayle "
    "Gennady Georgette Geraldine Geraldo Gertrude Gianna Gijs Gilberto Giorgio Girish Giselle Glenda Gonzalo Greyson Grzegorz Gunnar Gus "
    "Gwendolyn Gérard Günther Hailey Hanneke Hardeep Haruto Heike Henrietta Hilary Hirokazu Hiroshige Horace Hubertus Héctor Hélène Ichiro "
    "Imogen Inez Inês Iryna Isadora Isaiah Isidore Ismael Jacinta Jameson Janelle Jaroslaw Jarosław Jasmine Jaxon Jayant Jeanette Jeb Jed "
    "Jeroen Jiri Jiro Jiří Joann Joao Jocelyn Joey Jolene Josiah Josie Judd Junko Jurgen Justine Kanishka Karol Karsten Kateryna Kayden Kees "
    "Kelli Kelvin Kenta Kerry Khaled Kimberly Kiyoshi Klaudia Knut Koichi Koji Krishnan Krista Ksenia Kuldeep Kumiko Kyrsten Lamar Lana "
    "Laphonza Lara Layla Leanne Leilani Lenny Leonid Leonie Leroy Liesje Lila Lillian Lillie Lola Lonnie Lora Loren Lorna Luann Lubomír Luc "
    "Lucinda Lucía Luella Lyle Lynda Lyndon Lynette Mabel Madeline Madelyn Maggie Maksim Mallory Mamie Mandy Mansour Marcella Marcia Margery "
    "Margie Marguerite Mariko Marjolein Marla Marlon Masatsugu Massad Matilda Matthieu Maura Maxim Maximilian Meena Mervin Micah Micky "
    "Millicent Milos Minnie Moira Mollie Monika Muriel Mykhailo Myra Mónica Nadhim Naoko Nathalie Ned Nellie Neomi Nettie Nevaeh Neville Nitin "
    "Nobuhiro Nolan Noura Olena Ollie Ophelia Orrin Osamu Owen Paige Patrice Patsy Patti Paulette Pavlo Penelope Percy Peyton Phoebe Pieter "
    "Polly Pooja Portia Pramila Quentin Rachael Raghuram Rajnath Rakesh Ralf Ramin Ramzan Ramón Randolph Rashida Raúl Reginald Reince Reinette "
    "Rhoda Rochelle Roderick Rory Rosalie Rosanne Roseann Rosie Roxanne Rudolph Rufus Ruslan Rustem Ryota Sachiko Saeed Salvatore Sander "
    "Sandrine Satish Scarlett Sebastien Serhiy Shabana Shaktikanta Shari Shauna Shelia Sheri Sherrie Sheryl Shunichi Silas Stefano Steny "
    "Stephane Sybil Sylvester Sylvie Sébastien Tabitha Takayuki Tami Tarcísio Tasha Tatyana Terence Teri Terrance Tetsuro Thelma Thiago "
    "Candace Kash Ivanka Barron Tareq Fatih Sanae Shigeru Takeshi Kenta Yuto Haruka Aarav Arnav Rohini Ashwin Anita Nirav Ritesh Tejasvi Rahima Nasir Farooq Tariq Zahid Ayaan Omer "
    "Yossi Gadi Eyal Amichai Noam Oren Shlomo Yoav Zeev Dov Gilad Agustín Ximena Lázaro Joaquim Thais Caio Otávio Iñaki Jokin Aitor Oriol Arnau Ferran Gerrard Kwame Kofi Chidi Ngozi Oluwaseun "
    "Emeka Adebayo Chinedu Amina Thabo Sipho Lindiwe Nkosazana Wanjiru Kipchoge Budi Joko Prabowo Retno Airlangga Ridwan Anwar Mahathir Azmin Rafizi Srettha Prayut Paetongtarn Bongbong Ferdinand "
    "Thurman Tiago Tonya Toshimitsu Trey Trina Trudy Tsuyoshi Valérie Vasco Vasyl Velma Verónica Vicky Vince Vitaly Walid Wilbert Willie Wilma "
    "Winifred Woodrow Yoshihiro Yuki Yuko Yuriy Yury Zelda Ziad Zoey Édouard Élisabeth Éric";

constexpr std::string_view kFamilyNames =
    "Bai Bao Bi Bian Cai Cao Cen Chai Chan Chang Chao Chen Cheng Cheung Chiang Chiu Cho Choe Choi Chong Chou Chow Chu Chung Cui Dai "
    "Deng Ding Dong Dou Du Duan Fan Fang Fei Feng Fu Gan Gao Geng Gong Gu Guan Guo Ha Han Hao He Ho Hou Hsiao Hsieh Hsu Hu "
    "Hua Huang Hui Huo Hwang Jang Ji Jia Jian Jiang Jiao Jin Jing Jung Kang Ke Kim Kong Koo Kuan Kung Kuo Kwok Kwon Lai Lam Lan Lau Lee Lei Leung "
    "Li Lian Liang Liao Liaw Lien Lim Lin Ling Liu Lo Long Lou Lu Lü Luo Lyu Ma Mao Mei Meng Miao Mo Mok Mou Mu Ng Nguyen Ni Nie Ning Niu Ou Ouyang "
    "Pan Pang Park Pei Peng Pham Pi Pu Qi Qian Qiang Qiao Qin Qiu Qu Quan Ren Rong Ruan Seo Sha Shan Shang Shao Shen Sheng Shi Shin Shu "
    "Si Sima Song Su Sui Sun Sze Tai Tan Tang Tao Tian Ting Tong Tran Tsai Tsang Tse Tseng Tu Wan Wang Wei Wen Weng Wong Woo Wu Xi Xia "
    "Xiang Xiao Xie Xin Xing Xiong Xu Xue Yan Yang Yao Ye Yeh Yeung Yi Yin Ying Yoo You Yu Yuan Yue Yun Zang Zeng Zha Zhai Zhan Zhang "
    "Zhao Zhen Zheng Zhong Zhou Zhu Zhuang Zhuo Zong Zou Zuo "
    "Ahn Bae Baek Byun Chae Chun Eom Gwak Heo Hong Huh Jeon Jeong Joo Ju Jun Kwak Min Moon Nam Noh Oh Paik Roh Rhee Ryu Seok Shim Sohn Suh Sung Won Yeo Yeom Yim";

constexpr std::string_view kTitles =
    "President Secretary Undersecretary Minister Premier Chancellor Senator Sen Representative Rep Congressman Congresswoman Governor Gov "
    "Mayor General Gen Admiral Adm Colonel Col Lieutenant Lt Captain Capt Major Maj Judge Justice Chairman Chairwoman Chairperson Chair "
    "Member Commissioner Director Administrator Speaker Leader Whip CEO CFO CTO COO CIO Executive Officer Founder Cofounder spokesperson spokesman "
    "spokeswoman analyst economist counsel Counsel Ambassador Envoy envoy Professor Prof Dr Doctor Mr Mrs Ms Miss Mx Sir Dame Lord Lady King Queen Prince Pope "
    "Representatives Reps Senators Sens Congressmen Justices Attorney Prosecutor prosecutor adviser advisor Adviser Advisor czar Czar Comptroller Treasurer "
    "founder chairman chairwoman chair director president partner strategist researcher fellow lawyer attorney "
    "professor columnist historian engineer scientist executive official manager Manager Deputy Inspector Superintendent Sheriff Charge head Sheikh Supervisor Coordinator Specialist Agent Investigator";

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
    "dear hello welcome thank thanks please let only involving authorizing regarding concerning read source sources photo image copyright suite";

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
constexpr std::string_view kFirmSuffixes =
    "EOOD EAD OOD SAL SpA AB AG NV ASA SA Inc Incorporated Corp Corporation Ltd Limited LLC LLP PLC GmbH Company Co "
    "Bhd Oyj JV JV1 JV2 FZE "
    "FZCO DMCC OJSC PJSC JSC OOO ZAO PAO PT KGaA Kft Tbk SRL BV N B S K D P L "
    "Technologies Semiconductor Semiconductors Microelectronics Microsystems Photonics Holdings Robotics Therapeutics "
    "Pharmaceuticals Biosciences Bancorp Motors Airlines "
    "Airways Labs Optoelectronics Petroleum Shipbuilding Biologics Bancshares Ventures Biochemical Biopharma Genomics "
    "Fasteners LP Partners Logistics Shipping "
    "Lines Analytics Metals Minerals "
    "Dynamics Innovations Capital Securities Chemicals Instruments Magnetics Electronics Automotive Studios Networks";
constexpr std::string_view kLegalSuffixes =
    "Inc Incorporated Corp Corporation Co Company Ltd Limited LLC LLP LP PLC GmbH AG SA NV BV SE KK Pte Pty Bhd Sdn AB "
    "ASA Oyj SpA SAL KG Jr Sr SARL "
    "JSC OJSC PJSC OOO ZAO PAO FZE FZCO DMCC KGaA Kft Tbk SRL EOOD OOD EAD";
constexpr std::string_view kLawHeads =
    "Act Acts Regulations Treaty Convention Directive Regulation Directives Rule List Agreement Code Program Programme "
    "Law Amendment Ordinance Order Notification "
    "Circular Decree Announcement Determination Resolution Instruction Memorandum Decision Bill Permit Guide "
    "Publication Proposition Notice Measures Provisions Rules Catalogue";
// "the Orwell regime"; "chipmaker Kestrel", "Kestrel CEO"; "s.r.o." behind a firm; "Ind." behind a town.
constexpr std::string_view kRegimes =
    "administration regime government presidency cabinet junta CEO CFO COO CTO executive shares maker chipmaker "
    "toolmaker startup carmaker automaker "
    "drugmaker planemaker shipbuilder conglomerate retailer brokerage consultancy supplier developer lender insurer "
    "distributor analyst analysts strategist strategists unit "
    "buy buys bought acquire acquires acquired acquiring sanctioned fined sued founded runs ran blacklisted subpoenaed "
    "owns owned acquisition "
    "company firm miner manufacturer operator producer vendor unicorn giant rival rivals competitor competitors makes "
    "builds operates develops sells "
    "mines supplies produces designs manufactures raised agreed filed emerged stock founder whose outlook guidance "
    "dividend forecast led backed startups issuer exchange shipyard chain brand bank platform utility said executives "
    "lawyers engineers "
    "won plc petitioner reseller controlled venture merger forwarder airline truckmaker phonemaker tiremaker brewer "
    "homebuilder recycler customers producers manufacturers officer counsel fund builder trader refiner steelmaker "
    "foundry "
    "spinoff integrator wholesaler exporter importer "
    "chipmakers companies firms suppliers miners lenders automakers shipowner "
    "subsidiary stake headquartered including include includes s d Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan "
    "Ky La Md Mass Mich Minn "
    "Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Vt Va Wash Wis Wyo AL AK AZ AR CA CO CT DE FL IA ID IL KS MA MI MN MS "
    "MT "
    "County Province Prefecture Oblast NC ND NE NH NJ NM NV NY OH RI SC SD TN TX UT WA WI WV WY";
// Heads that several bodies share, and gatherings whose head takes a second word: "Task Force", "Working Group".
constexpr std::string_view kDepartmentHeads = "Departments Ministries Bureaus Bureaux Panel Subpanel Group Force Team";

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
    if ((filter_.data()[bit >> 6] & std::uint64_t{1} << (bit & 63)) == 0) return 0;
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
bool IsHeadWord(std::uint32_t hash) {
  return (ClassesOf(hash) & (kBodyHead | kNonAgencyBody | kAgencyHead | kRuleHead | kTradeWord | kLegalSuffix)) != 0;
}

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
